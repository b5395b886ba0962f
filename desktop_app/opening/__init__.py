"""Coming in: unlocking the copy on this laptop, and joining an authority the first time."""
