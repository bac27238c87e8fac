"""Plain text: repair, folding, numbers. No spaCy, no files."""
