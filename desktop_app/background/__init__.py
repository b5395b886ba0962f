"""The one door to work that takes time: one thread that owns the database, a few for the rest, answers on the screen's."""
