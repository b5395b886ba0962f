"""The copy of the caseload on this laptop: the logs of case files, what they say now, drafts, and what waits to be sent."""
