"""The day as a worker sees it, and the form of an appointment."""
