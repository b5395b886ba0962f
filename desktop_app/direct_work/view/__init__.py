"""The screens of direct work: the child's, and the worker's beside it."""
