"""The import as a command: what was read, what is wrong and what to do, what was or would be added."""

import datetime
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from central_store.devices.key_files import AuthorityKeys
from central_store.extracts.extract import told
from central_store.intake.importing import Report, import_extract
from central_store.intake.mapping import hubs_without
from central_store.store import Store

Say = Callable[[str], None]


class How(msgspec.Struct, frozen=True):
    """Only saying what would be added; taking new teams and workers as they are proposed."""

    dry_run: bool = False
    accept_proposal: bool = False


def import_files(
    store: Store, keys: AuthorityKeys, paths: Sequence[Path], mapping: Path | None, how: How, say: Say
) -> int:
    """Run an import and tell it. 0 also when there were problems with single cells: they are kept as notes. 1 where it
    stopped for somebody to look at the mapping."""
    mapping_path = mapping or store.folder.root / "mapping.toml"
    today = datetime.datetime.now(datetime.UTC).date()
    report = import_extract(
        store,
        keys,
        paths,
        mapping_path,
        dry_run=how.dry_run,
        today=today,
        progress=_progress,
        accept_proposal=how.accept_proposal,
    )
    _tell(report, mapping_path, say)
    return 1 if report.is_to_review else 0


def _tell(report: Report, mapping_path: Path, say: Say) -> None:
    extract, holders, rights = report.extract, report.holders, report.rights
    say(f"{len(extract.children)} children in {sum(extract.rows.values())} rows: {_rows(extract.rows)}")
    if extract.left_out:
        say(f"Not used by Daybook: {', '.join(extract.left_out)}")
    problems = told(report.problems)
    _list(say, f"To look at ({len(problems)}):", problems)
    if report.new_to_mapping:
        say(f"New teams and workers in {mapping_path}: {', '.join(report.new_to_mapping)}")
        say("Check which hub each belongs to, change the file, and import again.")
    nobody, no_team = hubs_without(report.mapping)
    if nobody:
        say(f"Hubs that nobody in the mapping reads: {', '.join(nobody)}")
    if no_team:
        say(f"Hubs that people in the mapping read and no team is: {', '.join(no_team)}")
    if holders.unallocated:
        say(f"Open with no team, in the unallocated tray: {', '.join(holders.unallocated)}")
    _list(say, "Open with no team in the extract; the hub keeps the file:", holders.closed)
    _list(say, "To another hub, as the mapping was corrected and nobody has written in the file:", holders.moved)
    _list(say, "Held by another hub than the extract says. Nothing was moved:", holders.stays)
    if holders.stays:
        say("Daybook cannot transfer a child between hubs yet. Agree between the hubs who works with the child.")
    _list(say, "Rights taken away, as the mapping no longer gives them:", rights.taken)
    _list(say, "Set by hand, and left so:", rights.by_hand)
    _list(
        say,
        "Not in the mapping any more, and left so (name them there with hubs = [] to take it away):",
        rights.not_named,
    )
    _tell_the_end(report, mapping_path, say)


def _tell_the_end(report: Report, mapping_path: Path, say: Say) -> None:
    counted = f"{report.changes} changes in {report.files} files"
    if report.is_to_review:
        say(
            f"Nothing was added yet. An import would add {counted}, and give the rights that {mapping_path} now proposes."
        )
        say("Read that file and import again; or import with --accept-proposal to take it as it is.")
    elif report.was_added:
        say(f"Added {counted}." if report.changes else "Nothing was new; nothing was added.")
    else:
        say(f"A dry run: nothing was added. An import would add {counted}.")


def _list(say: Say, head: str, lines: Sequence[str]) -> None:
    if lines:
        say(head)
        for line in lines:
            say(f"  {line}")


def _rows(rows: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in rows.items())


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {of} files" + ("\n" if done == of else ""))
