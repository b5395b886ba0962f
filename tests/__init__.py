"""Daybook's tests: each package mirrored, plus contracts, journeys, sync, faults, architecture and support."""
