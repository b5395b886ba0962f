"""Every answer that is not a success: a status, a code for the program, a sentence for a person."""

from casework.exchange import Trouble


class Refusing(Exception):
    """Ends a request with trouble. file: the case file it was about, for the audit."""

    def __init__(self, status: int, code: str, sentence: str, file: str = "") -> None:
        super().__init__(code)
        self.status = status
        self.trouble = Trouble(code, sentence)
        self.file = file


def unreadable(file: str = "") -> Refusing:
    """The bytes have not the form they must have."""
    return Refusing(
        400, "form", "The central store could not read the message. Nothing is lost; install updates.", file
    )


def too_large(file: str = "") -> Refusing:
    """More bytes than the protocol allows."""
    return Refusing(413, "size", "The message is larger than the central store takes. Nothing is lost.", file)


def no_session() -> Refusing:
    """No token, an old one, or one of another store."""
    return Refusing(401, "session", "Sign in to the central store again.")


def unknown_device() -> Refusing:
    """Not approved, or revoked: one answer, so that nobody learns which."""
    return Refusing(
        403,
        "device",
        "This laptop may not connect to the central store. Ring your administrator. If the store was put back from a backup, it"
        " knows this laptop again once another one has connected. Nothing is lost: everything you wrote is still here.",
    )


def replaced_device() -> Refusing:
    """Another key took over from this one (casework.seals.Succession), and the laptop does not have it."""
    return Refusing(
        403,
        "replaced",
        "Two administrators let this laptop in and gave it a new key, which it does not have yet. Lock Daybook, press “I"
        " cannot get in” and ask them once more. Nothing is lost: everything you wrote is still here.",
    )


def answer_is_over() -> Refusing:
    """What the administrators answered was not fetched in time, and is gone."""
    return Refusing(
        410,
        "over",
        "The administrators’ answer was not fetched within an hour, and is gone. Stop asking, then ask them once more."
        " Nothing is lost.",
    )


def asked_often() -> Refusing:
    """More requests to be let in than one laptop, or all of them, need in an hour."""
    return Refusing(
        429, "often", "Too many have asked to be let in during the last hour. Nothing is lost. Ring your administrator."
    )


def not_yours(file: str) -> Refusing:
    """A file that this person may not read; the same whether it is there or not."""
    return Refusing(403, "right", "You may not read this file.", file)


def bad_code() -> Refusing:
    """A one-time code that is unknown, used by another device, or past its time."""
    return Refusing(403, "code", "That code is not known, was used, or is too old. Ask for a new one.")


def missing_piece(file: str) -> Refusing:
    """A piece that no device has sent yet."""
    return Refusing(404, "piece", "That part of an attachment has not reached the central store yet.", file)


BUSY = Trouble("busy", "The central store could not do that just now. Nothing is lost; the same is sent again later.")
FAULT = Trouble("fault", "Something went wrong in the central store. Nothing is lost. Tell your administrator.")
NO_SUCH_DOOR = Trouble("http", "The central store does not know that address or way of asking.")
