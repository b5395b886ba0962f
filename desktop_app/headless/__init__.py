"""Daybook without a window: what administrators and tests use. The passphrase comes on standard input."""
