"""The worker's machine: an encrypted copy of the hub's caseload, and the screens around it."""
