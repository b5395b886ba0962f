"""The sheet of a safety concern."""
