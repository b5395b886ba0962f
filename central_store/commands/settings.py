"""What the authority sets for all its laptops, as a file that a person reads, changes and gives back."""

from collections.abc import Callable, Iterator
from pathlib import Path

from casework.labels import LEVELS, standard_labels
from central_store.devices.key_files import AuthorityKeys
from central_store.intake.mapping import quoted
from central_store.settings import Settings, keep_settings, kept_settings, read_settings
from central_store.store import Store

Say = Callable[[str], None]
HEAD = """# What your authority sets for Daybook. Keep this in a file, change it, and give it back to the same command.
# A line that begins with # says nothing: take the # away and change the words to set it. What is left out stands as
# Daybook has it."""


def show_settings(store: Store, say: Say) -> None:
    """Say the settings as they stand, in the form in which they are changed."""
    for line in written(kept_settings(store)):
        say(line)


def change_settings(store: Store, keys: AuthorityKeys, path: Path, say: Say) -> None:
    """Let the file stand. Raises BadSettings, with every fault, before anything is changed."""
    changed = keep_settings(store, keys, read_settings(path))
    if not changed:
        say("These settings stand already; nothing was changed.")
        return
    say(f"Changed: {', '.join(changed)}.")
    say("Laptops that are connected have it in seconds, the others when they next connect.")


def written(settings: Settings) -> Iterator[str]:
    """The settings, line by line, with everything that could be set besides."""
    yield from HEAD.splitlines()
    yield ""
    yield _line("out_of_hours", settings.out_of_hours, "the emergency duty team’s number, printed on every plan")
    yield _line("complaints", settings.complaints, "how to complain, printed on every plan")
    yield from ("", "[lock]  # the longest a laptop may lie untouched, in minutes; a worker may choose less")
    yield f"minutes = {settings.lock.minutes}"
    yield f"minutes_with_a_family = {settings.lock.minutes_with_a_family}"
    yield from ("", "[lease]  # how long a laptop may work without a connection; then it asks for one, or for a code")
    yield f"days = {settings.lease.days}"
    yield from (
        "",
        "[recording]  # whether workers may record a child’s voice, with the child’s yes each time: true or false",
    )
    yield f"voices = {'true' if settings.recording.voices else 'false'}"
    for name, some in (("ring", settings.ring), ("help", settings.help)):
        for ring in some:
            yield from ("", f"[[{name}]]", _line("who", ring.who), _line("number", ring.number))
            if ring.hours:
                yield _line("hours", ring.hours)
            yield f"checked = {ring.checked.isoformat()}"
    if not settings.ring:
        yield from ("", "# [[ring]]  # whom a worker rings about a child’s safety; one of these for each number")
        yield from ('# who = "Police, child abuse investigation"', '# number = "101"', '# hours = "At any time"')
        yield "# checked = 2026-11-02  # the day on which somebody tried it"
    if not settings.help:
        yield from (
            "",
            "# [[help]]  # whom a worker rings who cannot get into Daybook, also in the evening; shown before unlocking",
        )
        yield from ('# who = "IT service desk"', '# number = "01632 960100"', '# hours = "7am to 10pm"')
        yield "# checked = 2026-11-02"
    yield from ("", "[labels]")
    yield f"# For one level of need put its name before: {', '.join(LEVELS)}. For example"
    yield f'# "{LEVELS[0]}:map.categories.danger_statement" = "What we are worried about"'
    for where, words in standard_labels().items():
        own = settings.labels.get(where)
        yield f"{quoted(where)} = {quoted(own)}" if own else f"# {quoted(where)} = {quoted(words)}"
        for level in LEVELS:
            if of_level := settings.labels.get(f"{level}:{where}"):
                yield f"{quoted(f'{level}:{where}')} = {quoted(of_level)}"


def _line(name: str, words: str, what: str = "") -> str:
    told = f"  # {what}" if what else ""
    return f"{name} = {quoted(words)}{told}" if words else f'# {name} = ""{told}'
