"""Checks Signature Version 4 as a service does: by signing again what came, with the secret that belongs to the access key."""

import hashlib
import hmac
import re
import urllib.parse
from dataclasses import dataclass
from datetime import datetime, timezone

from standin import clock
from standin.faults import ServiceError

ALGORITHM = "AWS4-HMAC-SHA256"
SKEW = 300  # seconds: AWS's five minutes
AUTHORIZATION = re.compile(r"^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$")
MISMATCH = ("The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and "
            "signing method. Consult the service documentation for details.")


class Unsigned(ServiceError):
    """What a request is signed with does not hold."""


@dataclass
class Credentials:
    access_key: str
    secret_key: str
    token: str | None = None
    expires: float | None = None  # seconds of the epoch


class Keys:
    """The credentials that the account knows, long-lived ones and those that the stand-ins of IMDS and of the agent give away."""

    def __init__(self):
        self.known = {}

    def add(self, credentials):
        self.known[credentials.access_key] = credentials
        return credentials


def principal(request):
    """The access key that a request claims to be signed with, or None."""
    match = re.search(r"Credential=([^/,]+)", request.header("authorization", ""))
    return match.group(1) if match else None


def verify(request, keys, region, service, now=None):
    now = clock.now() if now is None else now
    header = request.header("authorization")
    if header is None:
        raise Unsigned("MissingAuthenticationTokenException", "Missing Authentication Token")
    match = AUTHORIZATION.match(header)
    if match is None:
        raise Unsigned("IncompleteSignatureException", f"'{header[:40]}' is not a valid Authorization header")
    scope, signed, signature = match.groups()
    signed = signed.split(";")
    access_key, day, scope_region, scope_service, terminator = _scope(scope)
    _check_signed_headers(request, signed)
    credentials = keys.known.get(access_key)
    if credentials is None or credentials.token != request.header("x-amz-security-token"):
        raise Unsigned("UnrecognizedClientException", "The security token included in the request is invalid.")
    _check_scope(scope_region, scope_service, terminator, region, service)
    stamp = _check_time(request.header("x-amz-date", ""), day, now)
    expected = _sign(credentials.secret_key, [day, scope_region, scope_service, terminator], stamp, _canonical(request, signed))
    if not hmac.compare_digest(expected, signature):
        raise Unsigned("InvalidSignatureException", MISMATCH)
    if credentials.expires is not None and credentials.expires <= now:
        raise Unsigned("ExpiredTokenException", "The security token included in the request is expired")


def _scope(scope):
    parts = scope.split("/")
    if len(parts) != 5:
        raise Unsigned("IncompleteSignatureException", "Credential must have exactly 5 slash-delimited elements")
    return parts


def _check_signed_headers(request, signed):
    if signed != sorted(signed):
        raise Unsigned("IncompleteSignatureException", "SignedHeaders are not sorted")
    wanted = {"host", "x-amz-date"} | {name for name, _ in request.headers if name in ("x-amz-security-token", "x-amz-target")}
    for name in sorted(wanted):
        if name not in signed:
            raise Unsigned("InvalidSignatureException", f"'{name}' must be a 'SignedHeader' in the AWS Authorization.")
    for name in signed:
        if request.header(name) is None:
            raise Unsigned("InvalidSignatureException", f"'{name}' is signed and not sent")


def _check_scope(scope_region, scope_service, terminator, region, service):
    if scope_region != region:
        raise Unsigned("InvalidSignatureException", f"Credential should be scoped to a valid region. (stand-in: to '{region}')")
    if scope_service != service:
        raise Unsigned("InvalidSignatureException", f"Credential should be scoped to correct service: '{service}'. ")
    if terminator != "aws4_request":
        raise Unsigned("InvalidSignatureException",
                       f"Credential should be scoped with a valid terminator: 'aws4_request', not '{terminator}'.")


def _check_time(stamp, day, now):
    try:
        then = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc).timestamp()
    except ValueError:
        raise Unsigned("IncompleteSignatureException", "Date must be in ISO-8601 'basic format'") from None
    if not stamp.startswith(day):
        raise Unsigned("InvalidSignatureException",
                       f"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date: '{day}' != '{stamp[:8]}'")
    if then < now - SKEW:
        raise Unsigned("InvalidSignatureException",
                       f"Signature expired: {stamp} is now earlier than {_iso(now - SKEW)} ({_iso(now)} - 5 min.)")
    if then > now + SKEW:
        raise Unsigned("InvalidSignatureException",
                       f"Signature not yet current: {stamp} is still later than {_iso(now + SKEW)} ({_iso(now)} + 5 min.)")
    return stamp


def _iso(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def _canonical(request, signed):
    pairs = sorted(urllib.parse.parse_qsl(request.query, keep_blank_values=True))
    query = "&".join(f"{urllib.parse.quote(k, safe='-_.~')}={urllib.parse.quote(v, safe='-_.~')}" for k, v in pairs)
    headers = "".join(f"{name}:{_values(request, name)}\n" for name in signed)
    payload = hashlib.sha256(request.body).hexdigest()
    path = urllib.parse.quote(request.path, safe="/-_.~")
    return "\n".join([request.method, path, query, headers, ";".join(signed), payload])


def _values(request, name):
    return ",".join(re.sub(r" +", " ", value.strip()) for key, value in request.headers if key == name)


def _sign(secret, scope, stamp, canonical):
    key = f"AWS4{secret}".encode()
    for part in scope:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    text = "\n".join([ALGORITHM, stamp, "/".join(scope), hashlib.sha256(canonical.encode()).hexdigest()])
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
