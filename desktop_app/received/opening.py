"""Opening what was filed: bringing it onto this laptop where it is not here yet, and reading it into memory. No Qt.

Nothing of it is ever on the disk in readable form, and no other program is asked to show it.
"""

from collections.abc import Callable, Sequence

import msgspec

from casework.errors import KnownError, NotReachable
from casework.kinds.direct_work import Attachment
from desktop_app.record_store.records import Records
from desktop_app.sync.transport import StoreRefused

Steps = Callable[[int, int, str], object]
Fetch = Callable[..., None]
NO_CONNECTION = (
    "This is not on this laptop yet, and there is no connection to the central store now. Nothing is lost: it comes when you"
    " open it with a connection."
)
NOT_SENT_YET = (
    "This is not with the central store yet: it still goes there from the laptop on which it was filed. Try again in a"
    " while, or ask who filed it to connect."
)


class NotHereYet(KnownError):
    """What was filed cannot be brought onto this laptop now; the sentence says why and what to do."""


class Opened(msgspec.Struct, frozen=True):
    """One file in memory. media: its type."""

    data: bytes
    media: str


def open_all(
    records: Records, fetch: Fetch, file: str, attachments: Sequence[Attachment], steps: Steps
) -> tuple[Opened, ...]:
    """Every file of a document, fetched where it is not here (`fetch`: as `SyncEngine.fetch`). From any thread; steps may
    raise to stop.

    Raises NotHereYet, or another KnownError of the store or the disk.
    """
    bring_here(records, fetch, file, attachments, steps)
    return tuple(Opened(records.open_attachment(one), one.media) for one in attachments)


def bring_here(records: Records, fetch: Fetch, file: str, attachments: Sequence[Attachment], steps: Steps) -> None:
    """Fetch what is not here, or not as it was stored. From any thread; steps may raise to stop. Raises as `open_all`."""
    records.drop_damaged(attachments)
    lacking = [one for one in attachments if not records.has_attachment(one)]
    try:
        if lacking:
            fetch(file, *lacking, step=lambda done, of: steps(done, of, "Fetching it from the central store"))
    except NotReachable as error:
        raise NotHereYet(NO_CONNECTION) from error
    except StoreRefused as error:
        if error.code == "piece":
            raise NotHereYet(NOT_SENT_YET) from error
        raise
