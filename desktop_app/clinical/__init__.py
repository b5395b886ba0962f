"""Clinical notes: kept in a file of their own beside the child's, which only clinicians and consultants read."""
