"""Keys and certificates of the authority's machine: the one room of the store where they are made and read."""
