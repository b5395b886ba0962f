"""Documents and photographs that came from others or were taken: filed with source and date, and opened inside Daybook only."""
