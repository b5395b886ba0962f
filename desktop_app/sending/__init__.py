"""What waits to be sent, what is on its way, and what the store did not accept."""
