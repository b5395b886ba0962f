"""The mapping board and the sheets that open over it."""
