"""A blueprint for each concern: what the person sees."""
