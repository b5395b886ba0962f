"""A made-up person's laptop: joined with a one-time code, approved by the administrator, and given its first caseload."""

import shutil

from demo.ground import PASSPHRASE, Ground, Say
from demo.store_process import NotServed
from desktop_app.vault.profile import Profile


def laptop_of(ground: Ground, address: str, professional: str, say: Say) -> Profile:
    """The profile of this person, made now where it was not made before. The store must answer at `address`."""
    profile = Profile(ground.laptop(professional))
    if profile.has_vault:
        return profile
    beside = profile.folder.with_name(professional + ".being-made")
    shutil.rmtree(beside, ignore_errors=True)
    say("Joining the hub as a new laptop")
    _join_and_fetch(ground, Profile(beside), address, professional, say)
    beside.rename(profile.folder)
    return profile


def _join_and_fetch(ground: Ground, profile: Profile, address: str, professional: str, say: Say) -> None:
    from desktop_app.opening.actions import ask_whether_approved, begin_joining
    from desktop_app.record_store.post_room import PostRoom
    from desktop_app.sync.engine import SyncEngine

    joined = begin_joining(profile, address, code_for(ground, professional), PASSPHRASE)
    try:
        approve(ground, joined.device)
        opened = ask_whether_approved(joined)
        if opened is None:
            raise NotServed("The made-up hub's store did not approve the laptop.")
        engine = SyncEngine(PostRoom(opened.vault, opened.records), opened.records.identity, opened.vault.signing_key)
        try:
            engine.once(lambda done, of: say(f"Fetching the caseload: {done} of {of} entries"))
        finally:
            engine.close()
    finally:
        joined.close()


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
