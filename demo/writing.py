"""Sentences from templates: varied, agreed with who they are about, and not said twice where a reader would notice.

In a template `{slot}` is filled from what is known of the child and the home, `[a|b]` is one of several ways to say it,
and `<list>` is a small thing from words/lists.toml. A template is used only where all its slots are known.
"""

import functools
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

Slots: TypeAlias = Mapping[str, str]
WORDS = Path(__file__).parent / "words"
_SLOT = re.compile(r"\{(\w+)\}")
_LIST = re.compile(r"<(\w+)>")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SENTENCE_START = re.compile(r"(^|[.!?] |[.!?]” )([a-z])")
_TRIES = 8


@functools.cache
def words(name: str) -> dict[str, Any]:
    """One file of words by its name: words("themes/low")."""
    return tomllib.loads((WORDS / f"{name}.toml").read_text("utf-8"))


@functools.cache
def slots_of(template: str) -> frozenset[str]:
    """Which slots a template needs."""
    return frozenset(_SLOT.findall(template))


class Memory:
    """What was said in one family: how long ago each template was used there, and the sentences themselves."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}
        self._count = 0
        self.said: set[str] = set()

    def note(self, template: str, sentence: str) -> None:
        """Remember that this was said."""
        self._count += 1
        self._used[template] = self._count
        self.said.add(sentence)

    def is_fresh(self, template: str) -> bool:
        """Whether the template was not used here yet."""
        return template not in self._used

    def longest_ago(self, templates: Sequence[str]) -> list[str]:
        """The templates that were not used yet, or else the third of them that were used longest ago."""
        fresh = [template for template in templates if template not in self._used]
        if fresh:
            return fresh
        return sorted(templates, key=self._used.__getitem__)[: max(1, len(templates) // 3)]


class Writer:
    """Writes for the whole hub: a sentence that was said anywhere is said again only where nothing else is left."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._said: set[str] = set()
        self._spoken: Counter[str] = Counter()
        self._lists: dict[str, Any] = words("lists")

    def say(self, templates: Sequence[str], slots: Slots, memory: Memory) -> str:
        """One sentence, or "" where no template has all its slots."""
        able = [template for template in templates if slots_of(template) <= slots.keys()]
        if not able:
            return ""
        sentence, template = "", ""
        for _ in range(_TRIES):
            template = self.rng.choice(memory.longest_ago(able))
            sentence = self.fill(template, slots)
            if sentence not in self._said and sentence not in memory.said:
                break
        self._said.add(sentence)
        memory.note(template, sentence)
        return sentence

    def say_as_spoken(self, templates: Sequence[str], slots: Slots, memory: Memory) -> str:
        """A child's words: filled, with no letter made a capital; "" where none fits or all were said in this family."""
        able = [template for template in templates if slots_of(template) <= slots.keys()]
        fresh = [template for template in able if template not in memory.said]
        if not fresh:
            return ""
        self.rng.shuffle(fresh)
        template = min(fresh, key=self._spoken.__getitem__)
        self._spoken[template] += 1
        memory.said.add(template)
        return self.fill_as_spoken(template, slots)

    def say_once(self, templates: Sequence[str], slots: Slots, memory: Memory) -> str:
        """One sentence whose template was not used in this family yet; "" where all were."""
        fresh = [template for template in templates if memory.is_fresh(template)]
        return self.say(fresh, slots, memory)

    def say_some(self, count: int, templates: Sequence[str], slots: Slots, memory: Memory) -> str:
        """Several sentences, one after another; from the second on the child is "she" or "he" where it can be."""
        said = list(dict.fromkeys(self.say(templates, slots, memory) for _ in range(count)))
        name, they = slots.get("child", ""), slots.get("They", "")
        if name and they:
            said[1:] = [re.sub(rf"^{re.escape(name)} ", f"{they} ", sentence) for sentence in said[1:]]
        return " ".join(sentence for sentence in said if sentence)

    def pick(self, rows: Iterable[Mapping[str, str]], slots: Slots, memory: Memory) -> dict[str, str]:
        """One row of a table with all its texts filled; empty where no row has all its slots."""
        able = {
            " ".join(row.values()): row for row in rows if all(slots_of(text) <= slots.keys() for text in row.values())
        }
        if not able:
            return {}
        key = self.rng.choice(memory.longest_ago(list(able)))
        filled = {name: text if name == "how" else self.fill(text, slots) for name, text in able[key].items()}
        memory.note(key, " ".join(filled.values()))
        return filled

    def fill(self, template: str, slots: Slots) -> str:
        """The template with every choice taken and every slot filled; sentences begin with a capital."""
        text = self.fill_as_spoken(template, slots)
        return _SENTENCE_START.sub(lambda found: found[1] + found[2].upper(), text)

    def fill_as_spoken(self, template: str, slots: Slots) -> str:
        """The same, with no letter made a capital: a child's spelling stays."""
        text = template
        while "[" in text:
            text = _CHOICE.sub(lambda found: self.rng.choice(found[1].split("|")), text)
        text = _LIST.sub(lambda found: self.rng.choice(self._lists[found[1]]), text)
        return _SLOT.sub(lambda found: slots[found[1]], text)
