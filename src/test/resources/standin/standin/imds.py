"""EC2's instance metadata service, version 2 only, and who gives out temporary credentials."""

import itertools
import json
import secrets
import time
from dataclasses import dataclass, field

from standin import clock, wire
from standin.sigv4 import Credentials
from standin.wire import Response

TOKEN_PATH = "/latest/api/token"
TTL = "x-aws-ec2-metadata-token-ttl-seconds"
NOT_FOUND = Response(404, b"<html><body><h1>404 - Not Found</h1></body></html>", {"Content-Type": "text/html"})


def iso(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


class Issuer:
    """Gives out a role's credentials: the same ones until they have expired or are rotated, and all of them are valid meanwhile."""

    def __init__(self, keys, name):
        self.keys, self.name = keys, name
        self.lifetime = 6 * 3600
        self.numbers = itertools.count(1)
        self.current = None

    def rotate(self):
        number = next(self.numbers)
        self.current = self.keys.add(Credentials(
            f"EXAMPLE-{self.name}-{number}", f"EXAMPLE-SECRET-{self.name}-{number}", f"EXAMPLE-TOKEN-{self.name}-{number}",
            clock.now() + self.lifetime))
        return self.current

    def issue(self):
        if self.current is None or self.current.expires <= clock.now():
            self.rotate()
        one = self.current
        return {"AccessKeyId": one.access_key, "SecretAccessKey": one.secret_key, "Token": one.token, "Expiration": iso(one.expires)}


@dataclass
class Identity:
    """What an instance is told of itself."""

    instanceId: str = "i-0123456789abcdef0"
    region: str = "us-east-1"
    availabilityZone: str = "us-east-1a"
    role: str | None = "ecsInstanceRole"
    userData: str | None = None
    hops: int = 64  # of the answer to PUT; 1 is EC2's default, which a task in bridge mode is too far away for


@dataclass
class Imds:
    issuer: Issuer
    identities: dict = field(default_factory=dict)  # a client's address -> Identity; "*" for everybody else
    tokens: dict = field(default_factory=dict)  # token -> when it expires

    @staticmethod
    def operation(request):
        return request.path

    async def answer(self, request, writer):
        identity = self.identities.get(request.client) or self.identities.get("*") or Identity()
        if request.header("x-forwarded-for") is not None:
            return Response.text("", 403, verdict="forwarded")
        if request.path == TOKEN_PATH:
            wire.answers_with_hops(writer, identity.hops)
            return self._token(request)
        token = request.header("x-aws-ec2-metadata-token")
        if token is None:
            return Response.text("", 401, verdict="v1 refused")
        if self.tokens.get(token, 0) <= clock.now():
            return Response.text("", 401, verdict="token not valid")
        if request.method != "GET":
            return Response.text("", 405)
        return self._data(identity, request.path)

    def _token(self, request):
        ttl = request.header(TTL, "")
        if request.method != "PUT":
            return Response.text("", 405)
        if not ttl.isdigit() or not 1 <= int(ttl) <= 21600:
            return Response.text("", 400, verdict="bad TTL")
        token = "EXAMPLE-IMDS-TOKEN-" + secrets.token_hex(8)
        self.tokens[token] = clock.now() + int(ttl)
        return Response(200, token.encode(), {"Content-Type": "text/plain", TTL: ttl})

    def _data(self, identity, path):
        text = {
            "/latest/meta-data/instance-id": identity.instanceId,
            "/latest/meta-data/placement/region": identity.region,
            "/latest/meta-data/placement/availability-zone": identity.availabilityZone,
            "/latest/meta-data/services/partition": "aws",
            "/latest/meta-data/services/domain": "amazonaws.com",
            "/latest/user-data": identity.userData,
            "/latest/dynamic/instance-identity/document": json.dumps(self._document(identity), indent=2),
        }.get(path)
        if identity.role is not None:
            roles = "/latest/meta-data/iam/security-credentials"
            if path in (roles, roles + "/"):
                text = identity.role
            elif path == f"{roles}/{identity.role}":
                text = json.dumps({"Code": "Success", "LastUpdated": iso(clock.now()), "Type": "AWS-HMAC", **self.issuer.issue()})
        return NOT_FOUND if text is None else Response.text(text)

    @staticmethod
    def _document(identity):
        return {"accountId": "123456789012", "architecture": "x86_64", "availabilityZone": identity.availabilityZone,
                "instanceId": identity.instanceId, "instanceType": "m5.large", "region": identity.region, "version": "2017-09-30"}


@dataclass
class ContainerCredentials:
    """The agent's credentials endpoint, which a task finds at 169.254.170.2."""

    issuer: Issuer
    authorization: str | None = None  # what the Authorization header has to be

    @staticmethod
    def operation(request):
        return request.path

    async def answer(self, request, _writer):
        if self.authorization is not None and request.header("authorization") != self.authorization:
            return Response.json({"code": "AuthorizationError", "message": "the token is not the right one"}, 403, verdict="unauthorized")
        if request.method != "GET" or not request.path.startswith("/v2/credentials/"):
            return Response.json({"code": "InvalidIdInRequest", "message": "no credentials with this id", "HTTPErrorCode": 400}, 400)
        return Response.json({"RoleArn": "arn:aws:iam::123456789012:role/ecsTaskRole", **self.issuer.issue()})
