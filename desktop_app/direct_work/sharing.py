"""Who may see a child's words, said as a person would: for the tag beside them, and said back to the child. No Qt."""

from collections.abc import Mapping, Sequence

import msgspec

from casework.childs_words import Choice
from casework.kinds.direct_work import Override, Sharing
from casework.wording import in_a_row

LIMITS = (
    "If you or another child is being hurt, or is not safe, I have to tell people whose job is to help. "
    "That can be someone you said no to. I will tell you first if I can, and say who and why."
)
"""The same words wherever a child is asked who may see."""
UNTIL_YOU_CHOOSE = "Until you choose, only me and the people I work with can see it."

CHOICES = (
    (Choice.EVERYONE, "Everyone who helps me", "users"),
    (Choice.PICKED, "Only the people I pick", "user-check"),
    (Choice.PROFESSIONALS, "Only people whose job it is", "briefcase"),
    (Choice.ASK_FIRST, "Ask me first, every time", "circle-question-mark"),
)
"""(choice, as the child reads it, icon)."""


class Tag(msgspec.Struct, frozen=True):
    """What stands beside a child's words: short words, an icon, the tone of a tag; more: a sentence beneath, where needed."""

    words: str
    icon: str
    tone: str
    more: str = ""


def tag(sharing: Sharing | None, override: Override | None, names: Mapping[str, str]) -> Tag:
    """names: {person key: what the person is called}."""
    if override is not None and override.why.strip() and override.told_child.strip():
        return Tag("Shown to keep a child safe", "shield-alert", "warn", override.why.strip())
    if sharing is None:
        return Tag("Not asked yet: professionals only", "clock", "warn")
    if sharing.choice == Choice.EVERYONE.value:
        return Tag("Everyone who helps", "users", "well")
    if sharing.choice == Choice.ASK_FIRST.value:
        return Tag("Ask first, every time", "circle-question-mark", "child")
    if sharing.choice == Choice.PICKED.value:
        may, not_ = _picked(sharing, names)
        said = [in_a_row(may)] if may else ["Nobody of the family"]
        said += [f"Not {in_a_row(not_, 'or')}"] if not_ else []
        return Tag(". ".join(said), "lock", "child")
    return Tag("Only people whose job it is", "lock", "child")


def said_back(sharing: Sharing, people: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The choice in one sentence for the child, and a second line. people: (key, name) of all who were offered."""
    if sharing.choice == Choice.EVERYONE.value:
        return "So: everyone who helps you may see it.", "Your family too."
    if sharing.choice == Choice.PROFESSIONALS.value:
        return "So: only people whose job it is may see it.", "Me and the people I work with. Not your family."
    if sharing.choice == Choice.ASK_FIRST.value:
        return "So: I will ask you first, every time.", "Me and the people I work with already know."
    may, not_ = _picked(sharing, dict(people))
    undecided = [name for key, name in people if key not in sharing.people]
    first = f"So: {in_a_row(may)} may see it." if may else "So: nobody in your family may see it."
    if not_ and may:
        first += f" {in_a_row(not_)} will not."
    second = f"{in_a_row(undecided)}: not until you say. " if undecided else ""
    return first, second + "Me and the people I work with already know."


def _picked(sharing: Sharing, names: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Names of who may and of who may not, in the order of `names`; a person no longer in the file is left out."""
    may = [name for key, name in names.items() if sharing.people.get(key) is True]
    return may, [name for key, name in names.items() if sharing.people.get(key) is False]
