"""Direct work with a child: drawing, the child's own words, and who the child lets see them."""
