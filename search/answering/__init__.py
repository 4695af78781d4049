"""What a query is answered with: by whom, in which shapes, and by whose promises."""
