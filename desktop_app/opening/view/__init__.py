"""The screens before the caseload."""
