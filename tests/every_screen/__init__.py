"""Every page and sheet there is, shown one after the other: walked by machine at every text size, and kept as pictures."""
