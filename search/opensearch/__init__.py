"""The same search on an OpenSearch cluster: its postings, our words, ranking and marks.

The cluster finds and counts pages; what it finds first is ranked, marked and shown by the code that
serves the embedded index. Nothing here is imported unless ``MENTORSOEG_ENGINE`` says so.
"""
