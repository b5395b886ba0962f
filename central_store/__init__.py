"""The authority's machine: numbers, keeps and hands on the sealed changes of every case file."""
