"""Findings: which sentence or row, of all reports, states what is asked."""
