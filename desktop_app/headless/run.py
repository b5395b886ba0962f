"""The commands: enrol, sync, verify, export, status. 0 when it did what was asked, 1 with a plain sentence otherwise.

What is secret is read from standard input, a line each: on the command line everybody who uses the machine could read it.
"""

import argparse
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

from casework.errors import KnownError
from desktop_app.opening.door import keep_door
from desktop_app.opening.leaving import (
    WHY,
    Left,
    OrderedAway,
    ask_why,
    close_if_there,
    finish,
    hand_over,
    kept_order,
    said_at_the_end,
)
from desktop_app.record_store import schema
from desktop_app.record_store.identity import NotEnrolled, identity_of
from desktop_app.record_store.lease import Held, LeaseStanding, look_at_opening
from desktop_app.record_store.post_room import PostRoom
from desktop_app.record_store.records import Records
from desktop_app.record_store.recovery import seal_for_recovery
from desktop_app.vault.key_file import measured_hardness
from desktop_app.vault.passphrase import Strength, judge
from desktop_app.vault.process_hardening import harden
from desktop_app.vault.profile import Profile, default_profile
from desktop_app.vault.vault import OpenVault, make_vault, open_vault
from desktop_app.vault.wrong_tries import this_moment


class TooWeak(KnownError):
    """The passphrase is too easily guessed for a new copy."""


class TooLongAlone(KnownError):
    """The copy was too long without its store, or its clock went back: nothing is read out of it."""


def main(arguments: Sequence[str]) -> int:
    """Run one command."""
    harden()
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.command(asked))
    except KnownError as error:
        sys.stderr.write(error.sentence + "\n")
        return 1


def _enrol(asked: argparse.Namespace) -> int:
    from desktop_app.sync.joining import join, wait_until_approved

    profile = Profile(asked.profile, worked_by=asked.name)
    vault = open_vault(profile, _passphrase()) if profile.has_vault else _new_vault(profile)
    try:
        schema.prepare(vault.engine)
        try:
            identity = identity_of(vault.engine)
        except NotEnrolled:
            code = asked.code or _asked_for("The one-time code: ")
            identity = join(vault.engine, vault.signing_key, asked.store, code)
        _say(f"device {identity.device}")
        if wait_until_approved(vault.engine, vault.signing_key, asked.wait):
            _say("approved")
            return 0
        _say("Ask your administrator to approve this device, then run sync.")
        return 0
    finally:
        vault.close()


def _sync(asked: argparse.Namespace) -> int:
    from desktop_app.sync.engine import SyncEngine
    from desktop_app.sync.joining import is_approved
    from desktop_app.sync.transport import NOT_ACCEPTED, StoreRefused

    if (left := finish(Profile(asked.profile))) is not None:
        return _say_left(left)
    vault = _opened(asked)
    try:
        if not is_approved(vault.engine, vault.signing_key):
            raise NotEnrolled("An administrator has not approved this device yet. Ring them with its fingerprint.")
        records = Records(vault)
        engine = SyncEngine(PostRoom(vault, records), records.identity, vault.signing_key)
        try:
            outcome = engine.once(_show_progress)
        except StoreRefused as error:
            if error.code != NOT_ACCEPTED:
                raise
            order = ask_why(vault, records.identity)
            return _say_left(hand_over(OrderedAway(vault, records, order.given), _show_parts))
        finally:
            engine.close()
        seal_for_recovery(vault, records)
        keep_door(vault.profile, records)
        waiting = records.waiting()
        _say(
            f"sent {outcome.sent}, received {outcome.received}, waiting {waiting.count}, set aside {waiting.set_aside}"
        )
        if outcome.trouble:
            _say(outcome.trouble)
        two = len(records.two_versions())
        if two:
            _say(f"{two} in two versions: open Daybook to choose")
        return 0 if outcome.agrees and not outcome.refused else 1
    finally:
        close_if_there(vault)


def _verify(asked: argparse.Namespace) -> int:
    from desktop_app.record_store.proof import problems_of_copy
    from desktop_app.vault.encrypted_database import check_whole, reading

    vault = _opened(asked)
    try:
        records = Records(vault)
        found = check_whole(vault.engine)
        with reading(vault.engine) as connection:
            found += problems_of_copy(connection, records.identity)
    finally:
        vault.close()
    for line in found:
        _say(line)
    if not found:
        _say("Every page, digest and seal of this copy holds.")
    return 1 if found else 0


def _export(asked: argparse.Namespace) -> int:
    from desktop_app.headless.exporting import export

    if not asked.not_encrypted:
        raise KnownError("What is exported can be read by anybody. Say --not-encrypted if that is what you want.")
    vault = _opened(asked)
    try:
        _need_lease(vault)
        _say(f"{export(Records(vault), asked.out)} records written to {asked.out}; they are not encrypted")
        return 0
    finally:
        vault.close()


def _status(asked: argparse.Namespace) -> int:
    vault = _opened(asked)
    try:
        records = Records(vault)
        waiting, standing = records.waiting(), records.standing_of_files()
        newest = max((file.synced for file in standing.values()), default="")
        _say(f"device {records.identity.device} of {records.professional}")
        _say(f"{len(standing)} files, as of {newest or 'never'}")
        _say(f"{waiting.count} waiting to send, {waiting.set_aside} set aside")
        _say(f"{len(records.two_versions())} in two versions")
        _say(_lease_line(look_at_opening(vault.engine, this_moment())))
        if kept_order(vault.engine) is not None:
            _say("ordered away by the authority: run sync to hand over what was not sent")
        return 0
    finally:
        vault.close()


def _need_lease(vault: OpenVault) -> None:
    """Raise TooLongAlone where the window would stay shut."""
    if kept_order(vault.engine) is not None:
        raise TooLongAlone(f"{WHY} Nothing was written. Run sync: it hands over what was not sent; nothing is lost.")
    lease = look_at_opening(vault.engine, this_moment())
    if lease is not None and lease.held is not Held.HOLDS:
        raise TooLongAlone(
            f"{_lease_line(lease)[0].upper()}{_lease_line(lease)[1:]}. Nothing was written; nothing is lost."
        )


def _say_left(left: Left) -> int:
    _say(f"{WHY} {said_at_the_end(left)} The copy on this laptop is destroyed.")
    if not left.is_told:
        _say("The central store has no receipt yet: run sync once more.")
    return 0 if left.is_told else 1


def _lease_line(lease: LeaseStanding | None) -> str:
    if lease is None:
        return "no lease: its store has given none"
    if lease.held is Held.PUT_BACK:
        return "closed: the clock shows less than it did before; run sync, or ask your administrator for a code"
    until = lease.ends.astimezone().date().isoformat()
    if lease.held is Held.OVER:
        return f"closed since {until}: run sync, or ask your administrator for a code"
    return f"opens without a connection until {until}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m desktop_app", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command", dest="name")
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument("--profile", type=Path, default=default_profile().folder, help="the copy's folder")

    enrol = commands.add_parser("enrol", parents=[every], help="make a copy and join with a one-time code")
    enrol.add_argument("--store", required=True, help="the store's address, https://...")
    enrol.add_argument(
        "--code", help="the one-time code, where others may see it; without, it is asked for after the passphrase"
    )
    enrol.add_argument("--wait", type=float, default=0.0, help="seconds to wait for approval")
    enrol.set_defaults(command=_enrol)

    commands.add_parser("sync", parents=[every], help="one round with the store").set_defaults(command=_sync)
    commands.add_parser("verify", parents=[every], help="prove the copy").set_defaults(command=_verify)
    commands.add_parser("status", parents=[every], help="how the copy stands").set_defaults(command=_status)

    export = commands.add_parser("export", parents=[every], help="write the records out, readable by anybody")
    export.add_argument("--out", type=Path, required=True, help="a new folder")
    export.add_argument("--not-encrypted", action="store_true", help="you know that the export is not encrypted")
    export.set_defaults(command=_export)
    return parser


def _opened(asked: argparse.Namespace) -> OpenVault:
    return open_vault(Profile(asked.profile, worked_by=asked.name), _passphrase())


def _new_vault(profile: Profile) -> OpenVault:
    passphrase = _passphrase()
    judged = judge(passphrase)
    if judged.strength is Strength.TOO_WEAK:
        raise TooWeak(judged.advice)
    return make_vault(profile, passphrase, hardness=measured_hardness())


def _passphrase() -> str:
    return _asked_for("Passphrase: ")


def _asked_for(question: str) -> str:
    """One line of standard input, without its end; on a terminal it is asked for, and not shown."""
    return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _show_parts(done: int, of: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {of} parts" + ("\n" if done == of else ""))


def _show_progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {of} changes" + ("\n" if done == of else ""))
