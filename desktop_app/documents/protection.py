"""A copy for e-mail or a stick that opens only with its passphrase: AES-256, as PDF 2.0 has it (ISO 32000-2, 7.6)."""

import io
import secrets
import unicodedata

from pikepdf import Encryption, PasswordError, Pdf, Permissions

from desktop_app.documents.errors import NotAPassphrase, WrongPassphrase

LONGEST_PASSPHRASE = 127  # bytes; beyond it a PDF would ignore the rest (ISO 32000-2, 7.6.4.3.3)

_PERMISSIONS = Permissions(
    accessibility=True,  # screen readers take the text out
    extract=True,
    print_lowres=True,
    print_highres=True,
    modify_annotation=False,
    modify_assembly=False,
    modify_form=False,
    modify_other=False,
)


def protected(pdf: bytes, passphrase: str) -> bytes:
    """The document encrypted, its title and description too. Nobody holds the owner's password: it is thrown away.

    Raises NotAPassphrase where the passphrase is empty or too long. How hard it is to guess is not judged here.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        out = io.BytesIO()
        document.save(
            out,
            encryption=Encryption(
                owner=secrets.token_urlsafe(32), user=_prepared(passphrase), R=6, allow=_PERMISSIONS, metadata=True
            ),
        )
        return out.getvalue()


def opened(pdf: bytes, passphrase: str) -> bytes:
    """A protected document without its protection, to check a copy before it goes. Raises WrongPassphrase."""
    try:
        with Pdf.open(io.BytesIO(pdf), password=_prepared(passphrase)) as document:
            out = io.BytesIO()
            document.save(out, encryption=False)
            return out.getvalue()
    except PasswordError as error:
        raise WrongPassphrase("This copy does not open with that passphrase. Type it again.") from error


def _prepared(passphrase: str) -> str:
    """The passphrase in one form of its letters, however a keyboard composed them."""
    prepared = unicodedata.normalize("NFKC", passphrase)
    if not prepared.strip():
        raise NotAPassphrase("A protected copy needs a passphrase. Nothing was saved. Type one and try again.")
    if len(prepared.encode()) > LONGEST_PASSPHRASE:
        raise NotAPassphrase("This passphrase is too long for a PDF. Nothing was saved. Use at most 100 letters.")
    return prepared
