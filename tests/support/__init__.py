"""What several tests need: real stores and windows, searches for leaks, walks over what a screen reader hears."""
