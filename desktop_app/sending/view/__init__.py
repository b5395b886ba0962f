"""The screen of what waits to be sent."""
