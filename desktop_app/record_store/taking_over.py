"""A copy whose signing key was renewed: it becomes the copy of the new device, and nothing that waits is lost or doubled.

What the older device wrote keeps its header, and with it its id; the new device seals it, as the authority's word allows
(casework.seals.Succession). A batch that was sealed and never answered is dropped and sealed anew: what the store had taken
of it, it knows by its ids.
"""

import msgspec

from casework.seals import device_id
from desktop_app.record_store import outbox
from desktop_app.record_store.identity import identity_of, keep_identity_in
from desktop_app.vault.vault import OpenVault


def take_over(vault: OpenVault) -> None:
    """Make the copy that of the device whose key lies beside it, in one transaction; nothing to do where it is. A kill before
    leaves it to the next opening. Raises NotEnrolled."""
    identity, device = identity_of(vault.engine), device_id(vault.signing_key.public)
    if identity.device == device:
        return
    with vault.engine.begin() as connection:
        for file in outbox.files_to_be_shown(connection, identity.device):
            outbox.not_shown(connection, file, identity.device)
        connection.exec_driver_sql("DELETE FROM outgoing")
        keep_identity_in(connection, msgspec.structs.replace(identity, device=device))
