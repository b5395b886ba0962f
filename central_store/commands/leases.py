"""The code for a laptop that was too long without the store, as a command."""

import argparse
import sys
from typing import TYPE_CHECKING

from casework.errors import KnownError
from casework.lease import DAYS_BY_CODE, LEAST_DAYS, MOST_DAYS, in_groups
from casework.wording import plural
from central_store.commands.opening import opened
from central_store.leases import give_code

if TYPE_CHECKING:
    from argparse import _SubParsersAction


class BadDays(KnownError):
    """More days than a code may give, or none."""


def add_lease(commands: "_SubParsersAction[argparse.ArgumentParser]", every: argparse.ArgumentParser) -> None:
    """Let the command be known."""
    lease = commands.add_parser("lease", parents=[every], help="a code for a laptop too long without a connection")
    lease.add_argument("--device", required=True, help="its fingerprint, or the first letters of it")
    lease.add_argument("--challenge", required=True, help="the eight letters that the laptop shows")
    lease.add_argument(
        "--days",
        type=int,
        default=DAYS_BY_CODE,
        help=f"{LEAST_DAYS} to {MOST_DAYS}; {DAYS_BY_CODE} where nothing is said",
    )
    lease.set_defaults(command=_lease)


def _lease(asked: argparse.Namespace) -> int:
    if not LEAST_DAYS <= asked.days <= MOST_DAYS:
        raise BadDays(f"A code opens a laptop for {LEAST_DAYS} to {MOST_DAYS} days. No code was given.")
    code, professional = give_code(opened(asked), asked.device, asked.challenge, asked.days)
    sys.stdout.write(f"A laptop of {professional}. Make sure by phone that it is they who ask, then read out:\n")
    sys.stdout.write(f"{in_groups(code)}\n")
    sys.stdout.write(f"It opens that laptop for {plural(asked.days, 'day')}, once, for the letters it shows now.\n")
    return 0
