"""One analysis for texts and queries: normal forms, tokens, stems and compounds of Danish."""
