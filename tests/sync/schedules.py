"""Schedules: lists of small steps, made from a seed, that can be played, told in words, and made shorter.

Each step names things by number and means the nearest that there is, so that a schedule with steps left out still plays.
"""

import random
from collections.abc import Sequence
from functools import partial

import msgspec

from casework.exchange import Endpoint
from tests.sync.laptop import Laptop
from tests.sync.wire import Trouble
from tests.sync.world import FILES, PEOPLE, World, new_world

FIELDS = {
    "person": (("school",), ("phone",), ("school", "phone")),
    "case_note": (("said",), ("about",), ("said", "about")),
}
ROADS = (Endpoint.PUSH, Endpoint.PULL, Endpoint.WAIT)
TROUBLES = ("before", "after", "twice", "late", "power", "meanwhile")
TOO_LONG = "far too long " * 6000  # over what one entry may be: the store refuses it, and it is set aside
SAME_WORDS = "the same words"
MOST_PAGES = 8  # that a round adds
MOST_STATEMENTS = 80  # of a laptop's database, in a round that has something to do


class Step(msgspec.Struct, frozen=True):
    """One step: what, on which laptop, and numbers that choose among what there is."""

    what: str
    who: int = 0
    n: int = 0
    m: int = 0


# Orders in which naive bases lose somebody's words; strangers' steps are shuffled in between.
# 0 and 1 are two laptops; "save" means the newest form.
DIRECTED: tuple[tuple[Step, ...], ...] = (
    # a stranger's edit lands between my acknowledgement and my pull; then I edit my own value
    (
        Step("open", 1), Step("type", 1), Step("open", 0), Step("type", 0), Step("save", 0), Step("save", 1),
        Step("sync", 1), Step("push only", 0), Step("open", 0), Step("type", 0), Step("save", 0), Step("sync", 0),
    ),
    # a pull lands while a form is open
    (
        Step("open", 0), Step("open", 1), Step("type", 1), Step("save", 1), Step("sync", 1), Step("sync", 0),
        Step("type", 0), Step("save", 0), Step("sync", 0), Step("sync", 1),
    ),
    # several unsent edits of one field, the first of them refused
    (
        Step("open", 0), Step("type too long", 0), Step("save", 0), Step("open", 0), Step("sync", 0), Step("type", 0),
        Step("save", 0), Step("sync", 0),
    ),
    # one withdraws what another, who has not heard of it, goes on writing
    (
        Step("open", 0, m=3), Step("open", 1), Step("type", 1), Step("save", 1), Step("save", 0), Step("sync", 0),
        Step("sync", 1), Step("sync", 0),
    ),
    # two settle at once, and a third version comes late
    (
        Step("open", 0), Step("open", 1), Step("type", 0), Step("type", 1), Step("save", 0), Step("save", 1),
        Step("sync", 0), Step("sync", 1), Step("sync", 0), Step("open", 0), Step("open", 1), Step("type", 0),
        Step("type", 1), Step("save", 0), Step("sync", 0), Step("save", 1), Step("sync", 1), Step("sync", 0),
    ),
    # the store and a laptop are lost on one day, and only a colleague has what was written
    (
        Step("copy", 0), Step("back up store", 0), Step("open", 0), Step("type", 0), Step("save", 0), Step("sync", 0),
        Step("sync", 1), Step("put back store", 0), Step("put back", 0), Step("sync", 0), Step("open", 0),
        Step("type", 0), Step("save", 0), Step("sync", 1), Step("sync", 0),
    ),
)  # fmt: skip
COMMON = ("open", "open", "type", "save", "save", "sync", "sync", "note")
RARE = (
    *("trouble", "trouble", "push only", "type too long", "only one", "crash", "clock", "late", "small pages"),
    *("power", "full disk"),
)
HOW_MANY_LAPTOPS = ((2, 50), (3, 22), (4, 14), (6, 6), (9, 4), (12, 4))  # and how often, in a hundred
DISKS = ("copy", "put back", "back up store", "put back store")


def schedule(seed: int) -> tuple[int, list[Step]]:
    """(how many laptops, steps) of this seed."""
    dice = random.Random(seed)
    (laptops,) = dice.choices(*zip(*HOW_MANY_LAPTOPS, strict=True))
    steps: list[Step] = []
    if dice.random() < 0.6:
        steps += _directed(dice, laptops)
    while len(steps) < dice.choice((18, 26, 34)) + 3 * (laptops - 2):
        what = dice.choice(dice.choices((COMMON, RARE, DISKS), (8, 3, 2))[0])
        steps.append(Step(what, dice.randrange(laptops), dice.randrange(1000), dice.randrange(1000)))
    return laptops, steps


def _directed(dice: random.Random, laptops: int) -> list[Step]:
    """One of the known traps, on two of the laptops and one entry, with now and then something between."""
    two = dice.sample(range(laptops), 2)
    entry = dice.randrange(1000)
    field = dice.randrange(3)
    steps = []
    for step in dice.choice(DIRECTED):
        action = step.m if step.what == "open" else dice.randrange(1000)
        steps.append(Step(step.what, two[step.who], entry, action or field))
        if dice.random() < 0.15:
            steps.append(Step(dice.choice(COMMON + RARE), dice.randrange(laptops), dice.randrange(1000)))
    return steps


class Player:
    """Plays steps in a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._typed = 0

    def play(self, step: Step) -> None:
        """One step; one that makes no sense now does nothing."""
        world = self._world
        laptop = world.laptops[step.who % len(world.laptops)]
        if step.what == "open":
            self._open(laptop, step)
        elif step.what in ("type", "type too long"):
            self._type(laptop, step)
        elif step.what == "save":
            for form in laptop.forms()[-1:]:
                world.save(laptop, form)
        elif step.what in ("note", "only one"):
            words = SAME_WORDS if step.m % 5 == 0 else self._words(laptop)
            world.write_note(laptop, FILES[step.n % 2], words, only_one=step.what == "only one")
        elif step.what in ("sync", "small pages", "push only", "trouble"):
            self._sync(laptop, step)
        elif step.what == "power":
            world.sync(laptop, power_until=1 + step.n % MOST_STATEMENTS)
        elif step.what == "full disk":
            world.sync_with_a_full_disk(laptop, step.n % MOST_PAGES)
        else:
            self._machine(laptop, step)

    def _open(self, laptop: Laptop, step: Step) -> None:
        entries = self._world.entries(laptop)
        entry = entries[step.n % len(entries)]
        choices = FIELDS[entry[1]]
        action = ("edit", "edit", "edit", "withdraw", "restore")[step.m % 5]
        if entry[1] == "person" and action == "withdraw":
            action = "edit"
        self._world.open_form(laptop, entry, choices[step.m % 3], action)

    def _type(self, laptop: Laptop, step: Step) -> None:
        forms = [form for form in laptop.forms() if form.typed]
        if forms:
            words = SAME_WORDS if step.m % 7 == 0 else self._words(laptop)
            self._world.type_in(laptop, forms[-1], words + (TOO_LONG if step.what == "type too long" else ""))

    def _sync(self, laptop: Laptop, step: Step) -> None:
        trouble = None
        if step.what == "push only":
            trouble = Trouble(Endpoint.PULL, 0, "before")
        elif step.what == "trouble":
            what = TROUBLES[step.n % len(TROUBLES)]
            trouble = Trouble(ROADS[step.m % 3], step.n // 7 % 2, what, partial(self._meanwhile, laptop, step))
        self._world.sync(laptop, trouble, in_small_pages=step.what == "small pages" or step.m % 4 == 0)

    def _meanwhile(self, laptop: Laptop, step: Step) -> None:
        """While a message of this laptop is on its way: its worker saves a form, or another laptop makes a round."""
        others = [other for other in self._world.laptops if other is not laptop]
        if step.n % 2 and (forms := laptop.forms()):
            self._world.save(laptop, forms[-1])
        else:
            self._world.sync(others[step.m % len(others)])

    def _machine(self, laptop: Laptop, step: Step) -> None:
        world = self._world
        if step.what == "crash":
            laptop.crash_and_reopen()
        elif step.what == "clock":
            laptop.set_clock((step.n - 500) * 7)  # up to ten years wrong, either way
        elif step.what == "late":
            laptop.wire.deliver()
        elif step.what == "copy":
            world.copy_laptop(laptop)
        elif step.what == "put back" and laptop.copy is not None:
            world.put_back_laptop(laptop)
        elif step.what == "back up store":
            world.back_up_store()
        elif step.what == "put back store":
            world.put_back_store()

    def _words(self, laptop: Laptop) -> str:
        self._typed += 1
        return f"words {self._typed} of {laptop.name}"


def play(laptops: int, steps: Sequence[Step]) -> None:
    """Play a schedule to its end. Raises Broken, or whatever else goes wrong."""
    with new_world(*list(PEOPLE)[:laptops]) as world:
        player = Player(world)
        for step in steps:
            player.play(step)
        world.end()
        world.check_proofs()


def failure(laptops: int, steps: Sequence[Step]) -> str:
    """How a schedule fails; empty where it does not."""
    try:
        play(laptops, steps)
    except Exception as error:  # noqa: BLE001 whatever goes wrong in a schedule is what it found
        return f"{type(error).__name__}: {error}"
    return ""


def shortest(laptops: int, steps: list[Step], most_plays: int = 400) -> list[Step]:
    """The schedule with every step left out that its failure does not need."""
    length, plays = len(steps) // 2, 0
    while length >= 1:
        start = 0
        while start < len(steps) and plays < most_plays:
            fewer = steps[:start] + steps[start + length :]
            plays += 1
            if failure(laptops, fewer):
                steps = fewer
            else:
                start += length
        length //= 2
    return steps


def check_seed(seed: int) -> None:
    """Play the schedule of a seed; where it fails, say the seed and the fewest steps that fail."""
    laptops, steps = schedule(seed)
    found = failure(laptops, steps)
    if found:
        steps = shortest(laptops, steps)
        told = "\n".join(f"  {step.what} who={step.who} n={step.n} m={step.m}" for step in steps)
        raise AssertionError(f"seed {seed}, {laptops} laptops: {failure(laptops, steps) or found}\n{told}")
