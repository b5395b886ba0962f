"""The encrypted copy on this laptop: key file, database, attachments, and what happens at unlock and lock."""
