"""Files of every kind to text: one module a format, found by suffix."""
