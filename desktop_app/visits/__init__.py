"""A visit: one to several children of a household, written once and kept in each child's own file."""
