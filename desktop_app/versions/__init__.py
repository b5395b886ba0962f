"""Two versions of one thing: found, shown side by side, and settled by a person."""
