"""Figures: each is a function of a table."""
