"""What the index answers to a state: the list of materials, and every occurrence on a line."""
