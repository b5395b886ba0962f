"""The record: what a case file is, how changes to it are made, sealed, joined and read. No Qt, no SQL, no network."""
