"""What a worker can choose on this laptop, and what the authority has set."""
