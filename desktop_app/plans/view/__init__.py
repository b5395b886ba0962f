"""Plans on the screen: the tab, the form, and the paper before it goes out."""
