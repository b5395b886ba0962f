"""Asking the person at the command: on a terminal unseen where it is secret, else one line of standard input each."""

import getpass
import sys


def secret(question: str) -> str:
    """What was typed, without its end; on a terminal it is not shown."""
    if sys.stdin.isatty():
        return getpass.getpass(question + " ")
    return _line(question)


def new_secret(question: str) -> str:
    """A secret that is chosen now: on a terminal asked twice, until both are the same."""
    while True:
        first = secret(question)
        if not sys.stdin.isatty() or secret("Once more:") == first:
            return first
        sys.stderr.write("These were not the same. Type it again.\n")


def answer(question: str) -> str:
    """What was typed, without its end."""
    return _line(question)


def _line(question: str) -> str:
    sys.stderr.write(question + " ")
    sys.stderr.flush()
    line = sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        sys.stderr.write("\n")
    return line
