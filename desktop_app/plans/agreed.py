"""Who agreed a plan and who did not, as its tag says it: never more than people said. No Qt."""

import msgspec

from casework.kinds.plans import Plan
from casework.wording import in_a_row

MANY = 3  # names of people who were not asked yet that are too many for a tag


class Agreement(msgspec.Struct, frozen=True):
    """What the tag says. tone: "well" only where everybody who was named agreed."""

    words: str
    tone: str
    icon: str


def agreement(plan: Plan) -> Agreement:
    """What people said of a plan in the record."""
    if plan.state != "agreed":
        return Agreement("Draft", "warn", "circle-dashed")
    asked = [one for _, one in sorted(plan.agreed.items(), key=lambda item: (len(item[0]), item[0])) if one.who]
    yes = [one.who for one in asked if one.answer == "yes"]
    no = [one.who for one in asked if one.answer == "no"]
    not_asked = [one.who for one in asked if one.answer not in ("yes", "no")]
    if not yes and not no:
        return Agreement("Agreed, by whom is not written down", "warn", "circle-dashed")
    if not yes:
        return Agreement(f"Not agreed by {in_a_row(no, 'or')}", "warn", "circle-minus")
    said = f"Agreed by {in_a_row(yes)}"
    said += f", not by {in_a_row(no, 'or')}" if no else ""
    if not_asked:
        said += f", {in_a_row(not_asked) if len(not_asked) < MANY else f'{len(not_asked)} people'} not asked yet"
    return Agreement(said, "warn" if no or not_asked else "well", "circle-minus" if no else "circle-check")
