"""What is shown of a page: marks and snippets."""
