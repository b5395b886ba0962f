"""What two administrators do together: the authority's recovery key made or renewed, and a locked-out laptop let in.

What a laptop sealed for this is opened here for a moment and sealed again at once, to the key that the laptop holds in its
memory; it is written nowhere. The laptop's old key may do nothing from then on: whoever could open the copy could also have
taken it, and sign as the worker.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection

from casework.case_files import AUTHORITY_BOOK
from casework.editing import create, edit
from casework.errors import BadSeal, KnownError
from casework.exchange import RecoverAnswer, RecoverAsk
from casework.fold import fold
from casework.kinds import NAME_OF
from casework.kinds.books import (
    AUTHORITY_RECORD,
    ApprovedDevice,
    Authority,
    Device,
    RecoveryPublic,
    TakenOver,
    device_record,
)
from casework.kinds.reading import values_of
from casework.recovery import RecoveryKey, answer_purpose, seal_to, slot_purpose
from casework.seals import approve, device_id, give_recovery_key, let_succeed
from casework.spoken_words import are_the_same
from central_store.audit import COMMAND, write_line
from central_store.database import writing
from central_store.devices.key_files import AuthorityKeys
from central_store.devices.recovery_shares import (
    BadShare,
    Hardness,
    Share,
    check_holders,
    joined,
    read_share,
    shut,
    split,
    write_share,
)
from central_store.ledger import Ledger
from central_store.locked_out import Requests, Waiting
from central_store.people import Register
from central_store.store import Store


class CannotLetIn(KnownError):
    """A laptop cannot be let in: nobody asked, the words are others, or it was sealed to another key."""


def make_recovery_key(
    store: Store,
    keys: AuthorityKeys,
    files: Mapping[str, Path],
    passphrases: Mapping[str, str],
    hardness: Hardness | None = None,
) -> None:
    """Make a new recovery key, give each holder a part in a file of their own, and name it in the authority's book.

    files, passphrases: {holder: ...}. Every two parts are read back and tried before the book names the key. Raises BadShare;
    the book is as it was then.
    """
    check_files(store.folder.root, files)
    key = RecoveryKey.generate()
    parts = [shut(share, passphrases[share.holder], hardness) for share in split(key, list(files))]
    for part in parts:
        write_share(files[part.plain.holder], part)
    opened = [read_share(files[name]).open(passphrases[name]) for name in files]
    for at, one in enumerate(opened):
        for other in opened[at + 1 :]:
            joined(one, other)
    pen = store.pen(keys)
    word = give_recovery_key(keys.authority_key(), store.tenant, key.public, pen.written)
    with store.adding("recovery key", f"held by {', '.join(files)}") as ledger:
        state = fold(ledger.changes_of(AUTHORITY_BOOK))[NAME_OF[Authority], AUTHORITY_RECORD]
        named = RecoveryPublic(word.public, word.given, word.signature)
        change = edit(AUTHORITY_BOOK, state, state.shown(), values_of(Authority(recovery=named)), pen)
        ledger.add_sealed({AUTHORITY_BOOK: [change]}, keys.administrator_key())


def check_files(data: Path, files: Mapping[str, Path]) -> None:
    """Raise BadShare unless each of two to eight holders has a new file of their own, outside the store's folder (data)."""
    check_holders(list(files))
    if len({path.resolve() for path in files.values()}) != len(files):
        raise BadShare("Name a file of their own for each administrator. Nothing was changed.")
    for path in files.values():
        if data.resolve() in path.resolve().parents:
            raise BadShare("A part of the recovery key must not lie in the store's own folder. Name another place.")
        if path.exists():
            raise BadShare(f"{path} is there already. Name another file; it was not changed.")
        if not path.resolve().parent.is_dir():
            raise BadShare(f"There is no folder {path.resolve().parent}. Name one that is there; nothing was changed.")


def waiting(store: Store) -> list[tuple[Waiting, str]]:
    """(request, whose laptop, by name) of those who wait to be let in, the newest first."""
    with store.engine.connect() as connection:
        register = _register(store, connection)
        requests = [one for one in Requests(connection, store.tenant).waiting() if not one.is_answered]
    return [(one, _whose(register, one.ask.device)) for one in requests]


def request_with(store: Store, device: str, heard: str) -> RecoverAsk:
    """The request of a laptop whose words somebody heard by phone; device: its id, or the first letters of it.

    Raises CannotLetIn where there is none: nobody asked, it is over, or the words are others.
    """
    wanted = device.replace("-", "").replace(" ", "").lower()
    of_device = [one.ask for one, _ in waiting(store) if one.ask.device.startswith(wanted)]
    if not of_device:
        raise CannotLetIn(
            "No laptop with these letters waits to be let in. A request holds for an hour: let the worker press “Ask two"
            " administrators to let me in” again. Nothing was changed."
        )
    same = [ask for ask in of_device if are_the_same(heard, ask.words)]
    if len(same) != 1:
        raise CannotLetIn(
            "These are not the words of this laptop’s request. Nothing was changed. Ask for them once more, slowly. If they"
            " were typed as they were read out, somebody has changed the request on its way: stop, and tell your security"
            " officer."
        )
    return same[0]


def need_two(parts: Sequence[Share]) -> None:
    """Raise BadShare unless these are two parts, of two holders, of one key: asked before any passphrase is."""
    if len(parts) != 2:
        raise BadShare("Name two parts of the recovery key, each with --share FILE. Nothing was changed.")
    one, other = (part.plain for part in parts)
    if one.holder == other.holder and one.public == other.public:
        raise BadShare("That is one part twice. Two administrators are needed, each with a part of their own.")
    if one.public != other.public or one.holder not in other.others:
        raise BadShare("These two parts do not belong to one recovery key. Bring two that were made together.")


def let_in(
    store: Store, keys: AuthorityKeys, ask: RecoverAsk, parts: Sequence[Share], passphrases: Mapping[str, str]
) -> str:
    """Answer a request with two parts of the recovery key. passphrases: {holder: ...}. Returns whose laptop it is.

    All of it stands or none. Raises BadShare or CannotLetIn.
    """
    need_two(parts)
    one, other = (part.open(passphrases[part.plain.holder]) for part in parts)
    vault_keys = _opened(ask, joined(one, other))
    holders = " and ".join(sorted((one.holder, other.holder)))
    new, given = device_id(ask.public), store.pen(keys).written
    try:
        sealed = seal_to(ask.ephemeral, vault_keys, answer_purpose(ask.name))
    except BadSeal as error:
        raise CannotLetIn(
            "The request holds no key to which an answer can be sealed. Let the worker ask again. Nothing was changed."
        ) from error
    with writing(store.engine) as connection:
        ledger, requests = Ledger(connection, store.tenant), Requests(connection, store.tenant)
        if requests.answer_to(ask) != RecoverAnswer():
            raise CannotLetIn("This request is over, or was answered already. Nothing was changed.")
        professional, earlier = _taken_over(_register(store, connection), ask.device)
        authority = keys.authority_key()
        approval = approve(authority, store.tenant, ask.public, professional, given)
        succession = let_succeed(authority, store.tenant, ask.public, earlier, given)
        device = Device(
            approval=ApprovedDevice(approval.public, professional, given, approval.signature),
            takes_over=TakenOver(succession.devices, given, succession.signature),
        )
        change = create(AUTHORITY_BOOK, NAME_OF[Device], values_of(device), store.pen(keys), record=device_record(new))
        ledger.add_sealed({AUTHORITY_BOOK: [change]}, keys.administrator_key())
        requests.answer(ask, RecoverAnswer(sealed, approval, succession))
        detail = f"{ask.device} is {new} now; opened by {holders}"
        write_line(connection, store.tenant, COMMAND, "recover", detail=detail)
    return professional


def _register(store: Store, connection: Connection) -> Register:
    register = Register(store.tenant, store.about.authority)
    register.refresh(connection)
    return register


def _whose(register: Register, device: str) -> str:
    known = register.books.ever.get(device)
    professional = known.professional if known else ""
    person = register.books.people.get(professional)
    return (person.professional_name if person else None) or professional


def _opened(ask: RecoverAsk, key: RecoveryKey) -> bytes:
    try:
        return key.open(ask.slot, slot_purpose(ask.header))
    except BadSeal as error:
        raise CannotLetIn(
            "This laptop’s copy was not sealed to this recovery key, but perhaps to an earlier one. Bring two parts of that"
            " one. Nothing was changed."
        ) from error


def _taken_over(register: Register, device: str) -> tuple[str, list[str]]:
    """Whose laptop it is, and every device that the new one takes over from: also one that was let in before it and was
    never heard of again."""
    books = register.books
    known = books.ever.get(device)
    if known is None or device in books.revoked:
        raise CannotLetIn("This laptop was revoked. It is not let in; nothing was changed.")
    person = books.people.get(known.professional)
    if person is None or person.left_on is not None:
        raise CannotLetIn("Whoever has this laptop does not work here now. It is not let in; nothing was changed.")
    others = {name for name, one in books.ever.items() if device in one.earlier}
    return known.professional, [device, *sorted((known.earlier | others) - {device})]
