"""A forward proxy: CONNECT, and GET http://... It reaches the stand-ins only, under AWS's names as well as under their addresses."""

import asyncio
import base64
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from standin import wire
from standin.wire import Response

SSM_NAME = re.compile(r"^ssm(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)$")
METADATA = ("169.254.169.254", "169.254.170.2", "169.254.170.23", "fd00:ec2::254", "[fd00:ec2::254]")


@dataclass
class Proxy:
    own: set  # the container's addresses
    ports: dict  # the stand-ins' ports by name
    user: str | None = None
    password: str | None = None
    published: dict = field(default_factory=dict)  # "host:port" as the tests see it -> port here

    @staticmethod
    def operation(request):
        return f"{request.method} {request.target}"

    async def answer(self, request, reader, writer):
        """The response, or what to await when the connection has become a tunnel."""
        if self.user is not None:
            wanted = "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
            if request.header("proxy-authorization") != wanted:
                return Response(407, b"", {"Proxy-Authenticate": 'Basic realm="proxy"', "Connection": "close"}, verdict="unauthorized")
        connect = request.method == "CONNECT"
        url = urlsplit("//" + request.target if connect else request.target)
        if not url.hostname:
            return Response.text("no absolute URI", 400)
        if url.hostname in METADATA:
            return Response.text("metadata goes direct", 403, verdict="metadata through the proxy")
        port = self._port(url.hostname, url.port or (443 if connect else 80))
        if port is None:
            return Response.text(f"cannot reach {url.netloc}", 502, verdict="unreachable")
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        if connect:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            path = url.path + (f"?{url.query}" if url.query else "")
            hidden = ("proxy-authorization", "proxy-connection", "connection")
            fields = [f"{name}: {value}" for name, value in request.headers if name not in hidden] + ["connection: close"]
            head = "\r\n".join([f"{request.method} {path or '/'} HTTP/1.1", *fields])
            far_writer.write(head.encode("latin-1") + b"\r\n\r\n" + request.body)
        return asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))

    def _port(self, host, port):
        if SSM_NAME.match(host):
            return {443: self.ports["https"], 80: self.ports["http"]}.get(port)
        if host in self.own and port in self.ports.values():
            return port
        return self.published.get(f"{host}:{port}")


async def _pump(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
    except ConnectionError:
        wire.reset(writer)
