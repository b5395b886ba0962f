"""The one composition root: makes the parts, hands them to each other, and ends them in order."""

from desktop_app.start.program import Daybook, main

__all__ = ["Daybook", "main"]
