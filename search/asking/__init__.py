"""What is asked: from what a person types to the tree of a query, and the filters beside it."""
