"""What templates draw: numbers, dates, cards, charts, facets, as a Dane reads them."""
