"""Family and network on the screen."""
