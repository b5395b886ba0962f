"""What is seen while practising: the five visits, and the script beside every page."""
