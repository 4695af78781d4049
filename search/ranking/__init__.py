"""Which pages answer, in what order: lexicon, scores, evaluation, facets."""
