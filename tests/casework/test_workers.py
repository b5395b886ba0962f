"""Who works with a child and since when: now and before, in their order, whatever is not recorded."""

import datetime

from casework.kinds.work import Involvement
from casework.workers import WorkerLine, workers

TODAY = datetime.date(2026, 11, 10)


def works(name: str, since: str | None, until: str | None = None, role: str = "social_worker") -> Involvement:
    return Involvement(
        professional_id=f"p-{name}",
        professional_name=name,
        professional_role_id=role,
        involvement_start_date=since,
        involvement_end_date=until,
    )


def test_who_works_with_a_child_stands_apart_from_who_did() -> None:
    found = workers(
        [
            works("Petra", "2024-05-02", "2025-03-31"),
            works("Dev", None, "2026-11-09", "family_support_worker"),
            works("Hannah", "2026-03-03", "2026-11-10"),
            Involvement(professional_name="Ms Bell", professional_role_id="Teacher", agency="Elm Lane School", phone="01632 960200"),
            works("Marian", "2026-01-05", role="consultant_social_worker"),
            Involvement(professional_role_id="teacher"),
        ],
        TODAY,
    )  # fmt: skip
    assert found.now == (
        WorkerLine("Marian", "Consultant social worker, since 5 January"),
        WorkerLine("Hannah", "Social worker, since 3 March, until 10 November"),
        WorkerLine(
            "Ms Bell", "Teacher, since when is not recorded", "Elm Lane School, phone 01632 960200", is_ours=False
        ),
    )
    assert found.before == (
        WorkerLine("Dev", "Family support worker, until 9 November"),
        WorkerLine("Petra", "Social worker, 2 May 2024 to 31 March 2025"),
    )


def test_a_day_that_is_none_is_not_made_up() -> None:
    (line,) = workers([works("Hannah", "last spring")], TODAY).now
    assert line.how == "Social worker, since when is not recorded"
