"""The TLS root of an authority and the certificate of its store. Devices believe the root by its fingerprint."""

import datetime
import ipaddress
from collections.abc import Sequence
from typing import TypeAlias

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ROOT_DAYS, LEAF_DAYS = 3650, 825
AN_HOUR = datetime.timedelta(hours=1)  # a laptop's clock may be behind
Pem: TypeAlias = str


def make_root(authority: str) -> tuple[Pem, Pem]:
    """A new root: (certificate, key)."""
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{authority[:50]} Daybook root")])
    builder = (
        _dated(name, name, key, ROOT_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return _pem(builder.sign(key, SHA256())), _key_pem(key)


def make_leaf(root: Pem, root_key: Pem, hosts: Sequence[str]) -> tuple[Pem, Pem]:
    """A certificate of the store for these host names and addresses: (certificate, key)."""
    issuer = x509.load_pem_x509_certificate(root.encode())
    signer = load_pem_private_key(root_key.encode(), password=None)
    if not isinstance(signer, EllipticCurvePrivateKey):
        raise TypeError("the TLS root has not the kind of key that init makes")
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0][:60])])
    builder = (
        _dated(name, issuer.subject, key, LEAF_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_named(host) for host in hosts]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()),
            critical=False,
        )
    )
    return _pem(builder.sign(signer, SHA256())), _key_pem(key)


def ends_at(certificate: Pem) -> datetime.datetime:
    """When the first certificate of a file ends, UTC."""
    return x509.load_pem_x509_certificate(certificate.encode()).not_valid_after_utc


def days_left(certificate: Pem) -> int:
    """Whole days until the first certificate of a file ends; negative once it has."""
    return (ends_at(certificate) - datetime.datetime.now(datetime.UTC)).days


def _dated(subject: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey, days: int) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - AN_HOUR)
        .not_valid_after(now + datetime.timedelta(days=days))
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _named(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _pem(certificate: x509.Certificate) -> Pem:
    return certificate.public_bytes(Encoding.PEM).decode()


def _key_pem(key: EllipticCurvePrivateKey) -> Pem:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
