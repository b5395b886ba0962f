"""The walk: the journey of a made-up worker and her colleague through Daybook's own windows, by clicks and keys alone."""
