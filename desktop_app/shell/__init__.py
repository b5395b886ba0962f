"""The window, its look, and the controls every screen is built from."""
