"""About Daybook: which release this is, what it is made of, and where the copy lies."""
