"""A worker's Daybook in a process of its own, without a window: told what to do in lines of JSON, answering the same way.

Run as `python -m tests.support.worker_process FOLDER`; the passphrase is the first line. Each line is
{"do": name, ...}; the answer is {"ok": value} or {"trouble": sentence}.
"""

import datetime
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from casework.case_files import FileKind
from casework.errors import KnownError
from casework.kinds.direct_work import Quote, Sharing
from casework.kinds.mapping import Category, MapEntry
from casework.kinds.people import SUBJECT, Person, display_name
from casework.kinds.visits import Visit
from desktop_app.plans import actions as plan_actions
from desktop_app.plans import paper as plan_paper
from desktop_app.plans.draft import Agreed, Ring, Sentence, Step
from desktop_app.record_store.post_room import PostRoom
from desktop_app.record_store.proof import problems_of_copy
from desktop_app.record_store.records import Records
from desktop_app.sync.engine import SyncEngine
from desktop_app.vault.encrypted_database import reading
from desktop_app.vault.profile import Profile
from desktop_app.vault.vault import OpenVault, open_vault
from desktop_app.visits import actions as visit_actions
from desktop_app.visits.draft import SharedSentence
from desktop_app.visits.queries import child_of


class Worker:
    """What the process can be told to do."""

    def __init__(self, vault: OpenVault) -> None:
        self._vault = vault
        self._records = Records(vault)
        self._engine = SyncEngine(PostRoom(vault, self._records), self._records.identity, vault.signing_key)

    def close(self) -> None:
        self._engine.close()
        self._vault.close()

    def sync(self) -> dict[str, Any]:
        outcome = self._engine.once()
        return {"sent": outcome.sent, "received": outcome.received, "agrees": outcome.agrees}

    def children(self) -> dict[str, str]:
        files = self._records.files(FileKind.PERSON)
        people = {file: self._records.record(file, Person, SUBJECT) for file in files}
        return {file: display_name(person.value) for file, person in people.items() if person}

    def waiting(self) -> int:
        return self._records.waiting().count

    def visit(self, files: list[str], own: str, shared: str) -> None:
        now = datetime.datetime.now(datetime.UTC)
        draft = visit_actions.begin(self._records, tuple(files), now)
        draft = draft.same_for_all(seen=True, alone=True, own_part=own)
        words = (SharedSentence(shared, tuple(files)),)
        draft = msgspec.structs.replace(draft, purpose="Statutory visit", shared=words)
        children = tuple(child_of(self._records, file) for file in files)
        visit_actions.add_to_record(self._records, draft, children, now.date())

    def visits(self, file: str) -> list[str | None]:
        return [visit.value.own_part for visit in self._records.records(file, Visit)]

    def map_strength(self, file: str, text: str) -> None:
        entry = MapEntry(category=Category.EXISTING_STRENGTH.value, text=text, standing="told")
        self._records.add(self._records.create(file, entry))

    def strengths(self, file: str) -> list[str | None]:
        return [entry.value.text for entry in self._records.records(file, MapEntry)]

    def quote(self, file: str, words: str) -> str:
        change = self._records.create(file, Quote(words=words, confirmed=True, may_see=Sharing("everyone")))
        self._records.add(change)
        return change.header.record.hex()

    def plan(self, file: str, names: str, step: str, quote: str) -> str:
        today = datetime.datetime.now(datetime.UTC).date()
        draft = msgspec.structs.replace(
            plan_actions.begin(self._records, (file,), today),
            names=names,
            written_by="Ruth Mensah",
            why=(Sentence("Mornings have been loud and rushed."),),
            needs_to_change=(Sentence("Mornings that are calm"),),
            steps=(Step(step, "Ruth", (today + datetime.timedelta(7)).isoformat()),),
            words={file: (bytes.fromhex(quote),)},
            contacts=(Ring("Ruth Mensah", "your social worker", "01632 960123"),),
            look_again=(today + datetime.timedelta(28)).isoformat(),
            agreed=(Agreed("Carly", "yes"),),
        )
        plan_actions.agree(self._records, draft)
        return plan_actions.plan_id(draft.group, file).hex()

    def plan_pdf(self, file: str, plan: str, out: str) -> None:
        from desktop_app.documents.family_plan import family_plan

        today = datetime.datetime.now(datetime.UTC).date()
        made = plan_paper.paper_of_plan(self._records, file, bytes.fromhex(plan), today)
        Path(out).write_bytes(family_plan(made.values))

    def set_school(self, file: str, school: str) -> None:
        person = self._records.record(file, Person, SUBJECT)
        assert person is not None
        self._records.add(self._records.edit(person, {"school": school}))

    def schools(self, file: str) -> list[str]:
        return sorted(version.value for version in self._records.state(file, "person", SUBJECT).versions("school"))

    def settle_school(self, file: str, school: str, why: str) -> None:
        person = self._records.record(file, Person, SUBJECT)
        assert person is not None
        self._records.add(self._records.settle(person, "school", school, why))

    def two_versions(self) -> int:
        return len(self._records.two_versions())

    def verify(self) -> list[str]:
        with reading(self._vault.engine) as connection:
            return problems_of_copy(connection, self._records.identity)


def main() -> None:
    vault = open_vault(Profile(Path(sys.argv[1])), sys.stdin.readline().rstrip("\n"))
    worker = Worker(vault)
    try:
        for line in sys.stdin:
            asked = json.loads(line)
            do: Callable[..., Any] = getattr(worker, asked.pop("do"))
            try:
                answer = {"ok": do(**asked)}
            except KnownError as error:
                answer = {"trouble": error.sentence}
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    finally:
        worker.close()


if __name__ == "__main__":
    main()
