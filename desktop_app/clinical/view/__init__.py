"""The page of clinical notes, and the sheet on which one is written."""
