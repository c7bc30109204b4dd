"""One connection after another: reads requests, lets faults strike, answers, and writes down what happened."""

import asyncio
import uuid

from standin import clock, faults, sigv4, wire
from standin.wire import Refused, Request


class Server:

    def __init__(self, world, target, tls=None):
        self.world, self.target, self.tls = world, target, tls

    async def connection(self, reader, writer):
        try:
            if not await self._struck_on_connect(writer):
                if self.tls:
                    await writer.start_tls(self.tls)
                while await self._request(reader, writer):
                    pass
        except (ConnectionError, asyncio.IncompleteReadError, OSError):
            pass
        finally:
            self.world.held.discard(writer)
            writer.close()

    async def _struck_on_connect(self, writer):
        fault = self.world.faults.on_connect(self.target)
        if fault is None:
            return False
        nothing = Request("", "", [], client=_address(writer, "peername"))
        self.world.log.add(self.target, "", "", nothing, "unanswered", fault=fault)
        if fault.kind == "reset-on-connect":
            wire.reset(writer)
        else:
            await self._hold(writer)
        return True

    async def _hold(self, writer):
        """Neither reads, nor answers, nor closes, until the world is reset."""
        writer.transport.pause_reading()
        self.world.held.add(writer)
        while not writer.transport.is_closing():
            await asyncio.sleep(0.2)

    async def _request(self, reader, writer):
        """Deals with one request. True if the connection can have another."""
        try:
            self.world.idle[writer] = self.target
            request = await wire.read_head(reader)
        except Refused as e:
            await wire.send(writer, e.response)
            return False
        finally:
            self.world.idle.pop(writer, None)
        if request is None:
            return False
        world = self.world
        request.client, request.local = _address(writer, "peername"), _address(writer, "sockname")
        request.tls = self.tls is not None
        operation, principal = world.operation(self.target, request), sigv4.principal(request)
        fault = world.faults.on_request(self.target, operation, principal)

        book = world.log  # a reset gives the next test a new one

        def log(verdict, message=""):
            book.add(self.target, operation, principal, request, verdict, message, fault)

        if fault and fault.kind in faults.UNANSWERED:
            await self._leave_unanswered(fault, request, reader, writer)
            log("unanswered")
            return False
        try:
            await wire.read_body(reader, writer, request)
            if fault and fault.kind in faults.ANSWERS:
                response = faults.ANSWERS[fault.kind](fault)
            else:
                response = await world.answer(self.target, request, reader, writer)
        except Refused as e:
            log(e.response.verdict)
            e.response.headers["Connection"] = "close"
            await wire.send(writer, e.response)
            return False
        if asyncio.isfuture(response):
            log("tunnel")
            await response
            return False
        self._add_headers(response)
        log(response.verdict or str(response.status), response.message)
        return await self._send(fault, request, response, writer)

    async def _leave_unanswered(self, fault, request, reader, writer):
        length = wire.body_length(request)
        if fault.kind == "reset-in-request":
            await reader.readexactly(length // 2)
        else:
            await reader.readexactly(length)
        if fault.kind == "silence":
            await self._hold(writer)
        elif fault.kind != "close-after-request":
            wire.reset(writer)

    def _add_headers(self, response):
        response.headers = {**response.headers, "Date": clock.http_date()}
        if self.target == "ssm" and response.headers.get("Content-Type") == faults.AMZ_JSON:
            response.headers["x-amzn-RequestId"] = str(uuid.uuid4())

    @staticmethod
    async def _send(fault, request, response, writer):
        if request.method != "HEAD" and fault and fault.kind in faults.BROKEN_ANSWER:
            return await faults.send_broken(writer, response, fault)
        await wire.send(writer, response)
        asked = request.header("connection", "").lower(), str(response.headers.get("Connection", "")).lower()
        return "close" not in asked


def _address(writer, which):
    name = writer.get_extra_info(which)
    return name[0] if name else ""
