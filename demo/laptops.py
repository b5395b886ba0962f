"""A made-up person's laptop: joined with a one-time code, approved by the administrator, and given its first caseload."""

import shutil
from collections.abc import Callable

from demo.ground import PASSPHRASE, Ground, Say
from desktop_app.vault.profile import Profile


def laptop_of(ground: Ground, address: str, professional: str, say: Say) -> Profile:
    """The profile of this person, made now where it was not made before. The store must answer at `address`."""
    profile = Profile(ground.laptop(professional))
    if profile.has_vault:
        return profile
    beside = profile.folder.with_name(professional + ".being-made")
    shutil.rmtree(beside, ignore_errors=True)
    say("Joining the hub as a new laptop")
    join(ground, Profile(beside), address, professional)
    fetch(Profile(beside), lambda done, of: say(f"Fetching the caseload: {done} of {of} entries"))
    beside.rename(profile.folder)
    return profile


def join(ground: Ground, profile: Profile, address: str, professional: str) -> None:
    """Make a copy, show the code, be approved."""
    from desktop_app.opening.actions import join as join_store

    approve(ground, join_store(profile, address, code_for(ground, professional), PASSPHRASE))


def code_for(ground: Ground, professional: str) -> str:
    """A one-time code, as the administrator gives it out."""
    with _Office(ground) as office:
        return office.store.begin_enrolment(professional).written()


def approve(ground: Ground, device: str) -> None:
    """What the administrator does once the fingerprint was compared."""
    with _Office(ground) as office:
        office.store.approve(device, office.keys)


def waiting(ground: Ground) -> list[tuple[str, str]]:
    """(device, professional) of laptops that showed a code and wait to be approved."""
    with _Office(ground) as office:
        return [(device, professional) for device, professional, _ in office.store.waiting_devices()]


def fetch(profile: Profile, count: Callable[[int, int], None]) -> None:
    """One round with the store: everything this person may read."""
    from desktop_app.opening.actions import unlock
    from desktop_app.record_store.post_room import PostRoom
    from desktop_app.sync.engine import SyncEngine
    from desktop_app.sync.joining import is_approved

    opened = unlock(profile, PASSPHRASE)
    try:
        is_approved(opened.vault.engine, opened.vault.signing_key)
        key = opened.vault.signing_key
        engine = SyncEngine(PostRoom(opened.vault, opened.records), opened.records.identity, key)
        try:
            engine.once(count)
        finally:
            engine.close()
    finally:
        opened.close()


class _Office:
    """The administrator's commands, on the store's folder, beside the process that serves it."""

    def __init__(self, ground: Ground) -> None:
        from central_store.devices.key_files import read_authority_keys
        from central_store.store import Folder, Store

        self.store = Store(Folder(ground.store))
        self.keys = read_authority_keys(ground.key_file)

    def __enter__(self) -> "_Office":
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()
