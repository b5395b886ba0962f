"""How far keeping in step has come, in words that never promise more than is so."""

import datetime
from enum import Enum

import msgspec

from casework.wording import long_date


class Link(Enum):
    """Whether the store can be reached."""

    NOT_TRIED = "not tried"
    WORKING = "working"
    CONNECTED = "connected"
    NOT_CONNECTED = "not connected"
    TROUBLE = "trouble"


class Status(msgspec.Struct, frozen=True):
    """link; waiting: things not sent, drafts included; set_aside: refused by the store; agrees: whether this laptop
    holds all that the store had at the last look; at: UTC time of that look, empty before the first; trouble: a sentence;
    lease_ends: when the copy closes its files unless it is connected before, where that is soon; held: why not all of it goes
    now, "" where it does; is_paused: because the worker paused it; parts, of_parts: of drawings and documents that go.
    """

    link: Link = Link.NOT_TRIED
    waiting: int = 0
    set_aside: int = 0
    agrees: bool = False
    at: str = ""
    trouble: str = ""
    done: int = 0
    of: int = 0
    lease_ends: datetime.datetime | None = None
    held: str = ""
    is_paused: bool = False
    parts: int = 0
    of_parts: int = 0

    @property
    def is_all_sent(self) -> bool:
        """Only when nothing is unsent, drafts included, and the digests agree."""
        return self.waiting == 0 and self.set_aside == 0 and self.agrees

    @property
    def words(self) -> str:
        """The few words beside the name of the worker."""
        if self.waiting and self.set_aside:
            return f"{self.waiting} waiting to send, {self.set_aside} set aside"
        if self.waiting:
            return f"{self.waiting} {'thing' if self.waiting == 1 else 'things'} waiting to send"
        if self.set_aside:
            return f"{self.set_aside} set aside"
        return "All sent" if self.agrees else "Not yet checked"

    @property
    def why(self) -> str:
        """How the connection stands, for the line beneath."""
        said = {
            Link.NOT_TRIED: "",
            Link.WORKING: f"Getting in step: {self.done:,} of {self.of:,}." if self.of else "Getting in step.",
            Link.CONNECTED: "Connected.",
            Link.NOT_CONNECTED: "Not connected. All safe on this laptop.",
            Link.TROUBLE: self.trouble,
        }
        if self.link is Link.WORKING and self.of_parts:
            said[Link.WORKING] = f"Sending parts of drawings and documents: {self.parts:,} of {self.of_parts:,}."
        return " ".join(part for part in (said[self.link], self.held, self._connect_by) if part)

    @property
    def _connect_by(self) -> str:
        if self.lease_ends is None:
            return ""
        return (
            f"Connect by {long_date(self.lease_ends.astimezone().date())}: from then on Daybook opens only after that."
        )
