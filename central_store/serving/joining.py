"""How a device meets the store: who it is, the one-time code, the session."""

import datetime
import time

from sqlalchemy import Connection

from casework.errors import BadSeal
from casework.exchange import (
    TOKEN_SECONDS,
    AuthorityAnswer,
    AuthorityAsk,
    ChallengeAnswer,
    ChallengeAsk,
    EnrolAnswer,
    EnrolAsk,
    SessionAnswer,
    SessionAsk,
)
from casework.seals import check_signature, device_id
from central_store import tables
from central_store.audit import Line, write_line
from central_store.leases import new_lease
from central_store.people import KnownDevice
from central_store.serving.office import Office
from central_store.serving.sessions import Sessions
from central_store.serving.trouble import Refusing, bad_code
from central_store.store import hash_of_code


class JoiningDesk:
    """Answers those who have no session yet."""

    def __init__(self, office: Office, sessions: Sessions) -> None:
        self._office = office
        self._sessions = sessions

    def who(self, header: str | None) -> KnownDevice:
        """The device that asks. Raises Refusing."""
        self._office.refresh()
        return self._sessions.check(header)

    def known(self, header: str | None) -> KnownDevice | None:
        """The device that asks, as of the last look and without another; None where there is none."""
        try:
            return self._sessions.check(header)
        except Refusing:
            return None

    def authority(self, _ask: AuthorityAsk) -> AuthorityAnswer:
        """Who this store is."""
        about = self._office.about
        return AuthorityAnswer(about.tenant, about.authority, about.store, about.tls_root)

    def enrol(self, ask: EnrolAsk) -> EnrolAnswer:
        """Bind a code to the first device that shows it, and tell that device when it is approved."""
        try:
            check_signature(ask.public, ask.signature, "enrol", self._office.tenant, ask.code)
        except BadSeal as error:
            raise bad_code() from error
        professional = self._office.write(lambda connection: self._take_code(connection, ask))
        if professional is None:
            raise bad_code()
        self._office.refresh()
        known = self._office.register.device(device_id(ask.public))
        if known is None:
            return EnrolAnswer(professional, None)
        return EnrolAnswer(professional, known.approval, self._office.register.books.recovery)

    def challenge(self, ask: ChallengeAsk) -> ChallengeAnswer:
        """Something to sign; whether the device is known is not told here."""
        return ChallengeAnswer(self._sessions.challenge(ask.device))

    def session(self, ask: SessionAsk) -> SessionAnswer:
        """A token for an approved device."""
        self._office.refresh()
        token, known = self._sessions.begin(ask.device, ask.challenge, ask.signature)
        self._office.note(Line(known.device, "session", "", known.professional))
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        office = self._office
        lease = new_lease(office.key, office.tenant, known.device, now, office.register.books.lease_days)
        return SessionAnswer(token, TOKEN_SECONDS, known.professional, now, lease)

    def _take_code(self, connection: Connection, ask: EnrolAsk) -> str | None:
        tenant, enrolments = self._office.tenant, tables.enrolments
        is_it = (enrolments.c.tenant == tenant) & (enrolments.c.code == hash_of_code(ask.code))
        found = connection.execute(enrolments.select().where(is_it).with_for_update()).first()
        is_new = found is not None and found.public is None and found.expires > time.time()
        if found is None or not (is_new or found.public == ask.public):
            return None
        if is_new:
            connection.execute(enrolments.update().where(is_it).values(public=ask.public))
            write_line(connection, tenant, device_id(ask.public), "code shown", detail=found.professional)
        return str(found.professional)
