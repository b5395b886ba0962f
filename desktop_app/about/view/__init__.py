"""About Daybook on the screen."""
