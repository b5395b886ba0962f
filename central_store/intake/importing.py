"""The import itself: read, propose who is who, compare what should stand with what stands, add the difference at once."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from casework.case_files import person_file
from casework.changes import Change
from casework.editing import Pen
from central_store.devices.key_files import AuthorityKeys
from central_store.extracts.extract import Extract, Problem
from central_store.extracts.reading import read_extract
from central_store.intake.comparing import missing
from central_store.intake.holders import Holders, keep_holders
from central_store.intake.mapping import Mapping, propose, read_mapping, strange_ids, write_mapping
from central_store.intake.rights import Rights, keep_rights
from central_store.intake.wanted import wanted
from central_store.ledger import Ledger
from central_store.store import Store

Progress = Callable[[int, int], None]


class Report(msgspec.Struct, frozen=True):
    """What an import read and would add, or added. problems: everything to look at; new_to_mapping: teams and workers that
    were proposed just now; is_to_review: it stopped, because nobody has looked at those yet."""

    extract: Extract
    mapping: Mapping
    problems: tuple[Problem, ...]
    changes: int
    files: int
    holders: Holders
    rights: Rights
    new_to_mapping: tuple[str, ...]
    was_added: bool
    is_to_review: bool


class _Plan(msgspec.Struct, frozen=True):
    """What an import adds, and what became of files and rights."""

    found: dict[str, list[Change]]
    holders: Holders
    rights: Rights


def import_extract(
    store: Store,
    keys: AuthorityKeys,
    paths: Sequence[Path],
    mapping_path: Path,
    *,
    dry_run: bool,
    today: datetime.date,
    progress: Progress,
    accept_proposal: bool = False,
) -> Report:
    """Read, propose what the mapping lacks, and add all that is new, or nothing at all.

    Teams and workers that nobody has looked at yet give no rights: where the mapping had to be added to, this stops after
    writing it, as a dry run does, unless `accept_proposal`. Raises UnreadableExtract or BadMapping before anything is
    written. `progress` may raise to cancel: nothing is added.
    """
    extract = read_extract(paths, today)
    held = read_mapping(mapping_path) if mapping_path.exists() else Mapping()
    mapping = propose(extract, held)
    if mapping != held:
        write_mapping(mapping_path, mapping)
    new = tuple(sorted((mapping.teams.keys() - held.teams.keys()) | (mapping.workers.keys() - held.workers.keys())))
    is_to_review = bool(new) and not dry_run and not accept_proposal
    pen = store.pen(keys)
    if dry_run or is_to_review:
        with store.reading() as ledger:
            plan = _plan(ledger, extract, mapping, store.tenant, pen, progress)
    else:
        with store.adding("import", ", ".join(path.name for path in paths)) as ledger:
            plan = _plan(ledger, extract, mapping, store.tenant, pen, progress)
            ledger.add_sealed(plan.found, keys.administrator_key())
    return Report(
        extract,
        mapping,
        (*extract.problems, *strange_ids(extract, mapping)),
        sum(map(len, plan.found.values())),
        len(plan.found),
        plan.holders,
        plan.rights,
        new,
        not dry_run and not is_to_review,
        is_to_review,
    )


def _plan(ledger: Ledger, extract: Extract, mapping: Mapping, tenant: str, pen: Pen, progress: Progress) -> _Plan:
    """Everything is looked at within the transaction that adds: what stands is what the difference is taken from."""
    wish = wanted(extract, mapping, tenant)
    children = {person_file(tenant, child.person_id): child.name for child in extract.children.values()}
    holders = keep_holders(ledger, wish, children, pen)
    rights = keep_rights(ledger, wish, pen)
    return _Plan(missing(ledger, wish, pen, progress), holders, rights)
