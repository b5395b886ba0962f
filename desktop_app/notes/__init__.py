"""Notes of calls, texts, messages, emails and meetings: written in seconds from any page, for one or several children."""
