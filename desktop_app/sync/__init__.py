"""Keeping in step with the central store, and saying truthfully how far that has come."""
