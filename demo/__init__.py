"""The made-up authority: staff, families and two years of work, for trying Daybook and for its tests. Not packaged."""
