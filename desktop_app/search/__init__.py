"""Search: every word of every entry that the worker may see, of one child or of all on this laptop."""
