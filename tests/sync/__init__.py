"""A model of laptops and a store, built on the real record, in which every order of events may happen."""
