"""The sheet of a note."""
