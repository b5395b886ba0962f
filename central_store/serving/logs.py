"""What the running store writes down for whoever keeps it: a JSON object a line, and in none a word of a record.

A line names what happened, at which door, and where in the program; never what was asked or answered, and never an error's
own message, because a database's may quote what it was given.
"""

import datetime
import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

LOGGER = "central_store"
OF_OURS = ("door", "answer", "trouble", "address")
"""What a line may carry besides; each is one of our own fixed words, or the address that this store listens on."""
ROOT = Path(__file__).resolve().parents[2]
logger = logging.getLogger(LOGGER)


class Lines(logging.Formatter):
    """One record, one line of JSON: at (UTC), level, from, what, and where it failed."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. Others' loggers say only that they said something: their sentences may quote an error's message."""
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at, "level": record.levelname.lower(), "from": record.name}
        if record.name == LOGGER and isinstance(record.msg, str):
            line["what"] = record.msg
        line |= {name: record.__dict__[name] for name in OF_OURS if name in record.__dict__}
        if record.exc_info and record.exc_info[1] is not None:
            line["failed"] = [_named(error) for error in _causes(record.exc_info[1])]
            line["where"] = list(_places(record.exc_info[1]))
        return msgspec.json.encode(line).decode()


@contextmanager
def written_as_lines() -> Iterator[None]:
    """While the store serves, everything that is logged in this process goes to standard error in this form."""
    root = logging.getLogger()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    before, level = root.handlers[:], root.level
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.handlers = before
        root.setLevel(level)
        logger.setLevel(logging.NOTSET)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and what it came of."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__


def _named(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _places(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        yield f"{name}:{frame.lineno} {frame.name}"
