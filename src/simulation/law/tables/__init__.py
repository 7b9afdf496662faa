"""Figures of the law, each with its date and its source; nothing is computed here."""
