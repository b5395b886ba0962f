"""Every speed the design promises, measured by one command: python -m benchmarks [NAME ...]."""
