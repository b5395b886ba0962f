"""Bringing what was read into the store: which team is which hub, what is new, all of it or nothing."""
