"""The children of the hub: the list, and one child's page as it stands now."""
