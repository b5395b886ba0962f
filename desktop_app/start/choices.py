"""What a worker chose for this laptop, kept beside the copy: it is there before the copy is unlocked, and names nobody."""

import contextlib
from dataclasses import replace

from casework.errors import KnownError
from desktop_app.settings.choices import THEMES, Choices
from desktop_app.vault.profile import Profile
from desktop_app.vault.safe_files import write_whole

MOST_BYTES = 200


def kept_choices(profile: Profile) -> Choices:
    """What was chosen; the ordinary where nothing was, or what was kept cannot be read."""
    try:
        with profile.settings.open("rb") as file:
            kept = file.read(MOST_BYTES).decode("ascii")
    except (OSError, ValueError):
        return Choices()
    if kept.isdigit():  # an earlier release kept the text size alone
        kept = f"text={kept}"
    said = dict(line.split("=", maxsplit=1) for line in kept.splitlines() if "=" in line)
    theme = said.get("theme", "")
    return Choices(
        text_percent=_number(said.get("text", "")) or Choices.text_percent,
        theme=theme if theme in THEMES else Choices.theme,
        lock_minutes=_number(said.get("lock", "")),
        lock_minutes_with_a_family=_number(said.get("lock with a family", "")),
    )


def keep_choices(profile: Profile, choices: Choices) -> None:
    """Keep them for the next start. Where the disk takes nothing they hold until Daybook ends."""
    lines = {
        "text": choices.text_percent,
        "theme": choices.theme,
        "lock": choices.lock_minutes,
        "lock with a family": choices.lock_minutes_with_a_family,
    }
    kept = "".join(f"{name}={value}\n" for name, value in lines.items() if value is not None)
    if profile.folder.is_dir():
        with contextlib.suppress(KnownError):
            write_whole(profile.settings, kept.encode())


def keep_text_size(profile: Profile, percent: int) -> None:
    """Keep the text size, and what else was chosen."""
    keep_choices(profile, replace(kept_choices(profile), text_percent=percent))


def _number(words: str) -> int | None:
    return int(words) if words.isdigit() and len(words) <= 4 else None
