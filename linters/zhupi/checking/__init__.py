"""Checking files: many at once, with what was found before, and what is known already."""
