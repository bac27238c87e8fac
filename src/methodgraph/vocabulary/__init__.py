"""What the field calls things: shipped, reviewed, immutable once loaded."""
