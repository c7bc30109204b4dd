"""A certification authority of the stand-in's own, and a certificate from it for AWS's names."""

import datetime
import ipaddress
import ssl
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

REGIONS = ("us-east-1", "us-east-2", "us-west-2", "eu-central-1", "eu-west-1", "us-gov-west-1")
NAMES = ["localhost", "*.amazonaws.com", "ssm.cn-north-1.amazonaws.com.cn", "ssm.cn-north-1.api.amazonwebservices.com.cn"]
NAMES += [f"{host}.{region}.{domain}" for region in REGIONS for host in ("ssm", "ssm-fips") for domain in ("amazonaws.com", "api.aws")]


def create(addresses):
    """The authority's certificate in PEM, and a server's TLS context."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = _name("stand-in authority")
    ca = _certificate(ca_name, ca_name, ca_key, ca_key, x509.BasicConstraints(True, 0), None)
    names = [x509.DNSName(name) for name in NAMES] + [x509.IPAddress(ipaddress.ip_address(one)) for one in sorted(addresses)]
    leaf = _certificate(_name("stand-in"), ca_name, key, ca_key, x509.BasicConstraints(False, None), x509.SubjectAlternativeName(names))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as pem:
        pem.write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        pem.write(_pem(leaf) + _pem(ca))
        pem.flush()
        context.load_cert_chain(pem.name)
    return _pem(ca).decode(), context


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(subject, issuer, key, ca_key, constraints, names):
    now = datetime.datetime.now(datetime.timezone.utc)
    builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
               .serial_number(x509.random_serial_number())
               .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=30))
               .add_extension(constraints, critical=True)
               .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
               .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False))
    if names is not None:
        builder = builder.add_extension(names, critical=False)
    return builder.sign(ca_key, hashes.SHA256())


def _pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)
