"""What can stop a document from being made, under the tree of casework.errors."""

from casework.errors import KnownError


class NotForThisReader(KnownError):
    """A child's words or drawing were handed in that this reader may not see: nothing was made."""


class NotAPassphrase(KnownError):
    """The passphrase for a protected copy is empty or longer than a PDF can take."""


class WrongPassphrase(KnownError):
    """A protected copy does not open with this passphrase."""
