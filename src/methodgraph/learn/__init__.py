"""LEARN: what a corpus tells about the field's own words, as tables that a person can review."""
