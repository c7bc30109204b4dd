"""How tests set the stage and look behind it: JSON over HTTP on a port of its own, without any signature."""

import asyncio
import json
import subprocess
import urllib.parse

from standin import clock, wire
from standin.faults import ON_CONNECT, ServiceError
from standin.imds import Identity
from standin.sigv4 import Credentials
from standin.wire import Response

MOTO_PORT = 5000


class Control:

    def __init__(self, world, certificate):
        self.world, self.certificate = world, certificate
        self.moto = None
        self.calls = {
            "GET /certificate": lambda _: self.certificate,
            "GET /requests": lambda _: list(self.world.log.entries),
            "GET /seconds": lambda _: self.world.log.seconds,
            "GET /faults": lambda _: [vars(fault) for fault in self.world.faults.faults],
            "GET /compliance": lambda a: self.world.ssm.compliance.items(a.get("resource")),
            "GET /compliance/calls": lambda _: {"stored": list(self.world.ssm.compliance.lists.values()),
                                                "ignored": self.world.ssm.compliance.ignored},
            "GET /inventory": lambda a: list(self.world.ssm.inventory.items.get(a["instance"], {}).values()),
            "POST /reset": lambda _: self.world.reset(),
            "POST /faults": lambda a: [self._fault(fault) for fault in a],
            "POST /recovered": lambda _: self.world.faults.faults.clear(),
            "POST /bucket": lambda a: self.world.buckets.set(**a),
            "POST /manage": lambda a: [self.world.ssm.managed.add(instance) for instance in a] and None,
            "POST /unmanage": lambda a: [self.world.ssm.managed.instances.pop(instance, None) for instance in a] and None,
            "POST /parameters": lambda a: self.world.ssm.parameters.put(a["name"], a["type"], a["value"], a.get("tier", "Standard"),
                                                                        a.get("labels", ())),
            "POST /keys": self._keys,
            "POST /identity": self._identity,
            "POST /issuer": self._issuer,
            "POST /authorization": lambda a: setattr(self.world.credentials, "authorization", a["value"]),
            "POST /proxy": lambda a: vars(self.world.proxy).update({key: a.get(key) for key in ("user", "password")}),
            "POST /published": lambda a: self.world.published.update(a),
            "POST /clock": lambda a: clock.set_offset(a["offset"]),
            "POST /moto": lambda _: self._start_moto(),
        }

    async def answer(self, request):
        call = self.calls.get(f"{request.method} {request.path.removeprefix('/_control')}")
        if call is None:
            return Response.json(f"no such call; there are {sorted(self.calls)}", 404)
        query = {key: values[-1] for key, values in urllib.parse.parse_qs(request.query).items()}
        try:
            result = call(json.loads(request.body) if request.body else query)
            if asyncio.iscoroutine(result):
                result = await result
            return Response.json(result)
        except ServiceError as e:
            return Response.json(str(e), 400)
        except (KeyError, TypeError, ValueError) as e:
            return Response.json(f"{type(e).__name__}: {e}", 400)

    def _fault(self, specification):
        fault = self.world.faults.add(specification)
        if fault.kind in ON_CONNECT:
            self.world.close_idle(fault.target)
        return fault.id

    def _keys(self, a):
        expires = clock.now() + a["lifetime"] if a.get("lifetime") is not None else None
        self.world.keys.add(Credentials(a["accessKey"], a["secretKey"], a.get("token"), expires))

    def _identity(self, a):
        client = a.pop("client", "*")
        self.world.imds.identities[client] = Identity(**a)

    def _issuer(self, a):
        issuer = getattr(self.world, a["source"]).issuer
        issuer.lifetime = a.get("lifetime", issuer.lifetime)
        return issuer.rotate().access_key

    async def _start_moto(self):
        """Returns when it answers."""
        if self.moto is None:
            self.moto = subprocess.Popen(["moto_server", "-H", "0.0.0.0", "-p", str(MOTO_PORT)])
        while self.moto.poll() is None:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", MOTO_PORT)
                writer.close()
                return MOTO_PORT
            except OSError:
                await asyncio.sleep(0.1)
        raise ServiceError("moto", "has ended")


class ControlServer:
    """Serves Control on a connection; no faults here."""

    def __init__(self, control):
        self.control = control

    async def connection(self, reader, writer):
        try:
            while (request := await wire.read_head(reader)) is not None:
                await wire.read_body(reader, writer, request)
                await wire.send(writer, await self.control.answer(request))
        except (ConnectionError, OSError):
            pass
        finally:
            writer.close()
