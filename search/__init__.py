"""What indexing and querying share: the catalogue, the index, and the Danish search in it."""
