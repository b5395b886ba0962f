"""Who is named in what a worker writes: names in a text, and people who are not in the family of the child it is about."""
