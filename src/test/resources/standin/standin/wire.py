"""HTTP/1.1 over asyncio, with the means to answer in every wrong way that a network or a server has."""

import asyncio
import json
import socket
import struct
from dataclasses import dataclass, field

MAX_HEAD = 64 * 1024
MAX_BODY = 10 * 1024 * 1024
REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 307: "Temporary Redirect", 400: "Bad Request", 401: "Unauthorized",
           403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 407: "Proxy Authentication Required",
           411: "Length Required", 413: "Content Too Large", 500: "Internal Server Error", 502: "Bad Gateway",
           503: "Service Unavailable"}


@dataclass
class Request:
    method: str
    target: str
    headers: list  # (lower-case name, value), in the order in which they came
    body: bytes = b""
    client: str = ""
    local: str = ""
    tls: bool = False

    def header(self, name, default=None):
        return next((value for key, value in self.headers if key == name), default)

    @property
    def path(self):
        return self.target.split("?", 1)[0]

    @property
    def query(self):
        return self.target.split("?", 1)[1] if "?" in self.target else ""


@dataclass
class Response:
    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)
    verdict: str = ""  # what the log says of the request; empty: the status
    message: str = ""

    @staticmethod
    def json(value, status=200, content_type="application/json", **rest):
        return Response(status, json.dumps(value).encode(), {"Content-Type": content_type}, **rest)

    @staticmethod
    def text(value, status=200, **rest):
        return Response(status, value.encode(), {"Content-Type": "text/plain"}, **rest)

    def head(self, length=None):
        fields = {"Content-Length": len(self.body) if length is None else length, **self.headers}
        lines = [f"HTTP/1.1 {self.status} {REASONS.get(self.status, 'Unknown')}"]
        return ("\r\n".join(lines + [f"{name}: {value}" for name, value in fields.items()]) + "\r\n\r\n").encode()


class Refused(Exception):
    """A request that is answered without being understood."""

    def __init__(self, response):
        super().__init__(response.verdict)
        self.response = response


async def read_head(reader):
    """The request without its body, or None when the client has closed the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    except asyncio.LimitOverrunError:
        raise Refused(Response.text("the head is too large", 413, verdict="head too large")) from None
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    try:
        method, target, _ = first.split(" ")
        headers = [(name.strip().lower(), value.strip()) for name, value in (line.split(":", 1) for line in lines)]
    except ValueError:
        raise Refused(Response.text("not HTTP", 400, verdict="not HTTP")) from None
    return Request(method, target, headers)


def body_length(request):
    if request.header("transfer-encoding"):
        raise Refused(Response.text("no chunks here", 411, verdict="a request in chunks"))
    try:
        length = int(request.header("content-length", "0"))
    except ValueError:
        raise Refused(Response.text("Content-Length", 400, verdict="bad Content-Length")) from None
    if length > MAX_BODY:
        raise Refused(Response.json({"__type": "RequestEntityTooLargeException"}, 413, verdict="RequestEntityTooLarge"))
    return length


async def read_body(reader, writer, request):
    length = body_length(request)
    if request.header("expect", "").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    request.body = await reader.readexactly(length) if length else b""


def reset(writer):
    """Ends the connection with RST instead of FIN: the other side has a 'connection reset'."""
    raw = writer.get_extra_info("socket")
    if raw is not None:
        try:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass
    writer.transport.abort()


def answers_with_hops(writer, hops):
    """From here on no packet of this connection gets further than so many hops: how EC2 keeps IMDSv2 tokens on the instance."""
    writer.get_extra_info("socket").setsockopt(socket.IPPROTO_IP, socket.IP_TTL, hops)


async def send(writer, response):
    writer.write(response.head() + response.body)
    await writer.drain()


async def send_slowly(writer, response, pause):
    for byte in response.head() + response.body:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(pause)
