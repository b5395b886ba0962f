"""Today: this worker's appointments, what is due, what was promised, and whether this laptop is ready for it."""
