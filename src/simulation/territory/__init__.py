"""Territories: real tables or presets, synthesised into stock and people."""
