"""Everything that a reset makes new."""

from dataclasses import dataclass, field

from standin import clock
from standin.faults import Faults
from standin.imds import ContainerCredentials, Identity, Imds, Issuer
from standin.proxy import Proxy
from standin.record import Buckets, Log
from standin.sigv4 import Credentials, Keys
from standin.ssm import Ssm

ACCESS_KEY, SECRET_KEY = "EXAMPLE-ACCESS-KEY", "EXAMPLE-SECRET"


@dataclass
class World:
    own: set
    ports: dict
    published: dict = field(default_factory=dict)  # outlives a reset

    def __post_init__(self):
        self.held, self.idle = set(), {}
        self.reset()

    def close_idle(self, target=None):
        """Ends the connections on which no request is under way, so that the next one needs a connection of its own."""
        for writer in [one for one, of in self.idle.items() if target in (None, of)]:
            writer.close()

    def reset(self):
        self.close_idle()
        clock.set_offset(0)
        for writer in self.held:
            writer.transport.abort()
        self.held = set()
        self.log, self.faults, self.buckets, self.keys = Log(), Faults(), Buckets(), Keys()
        self.keys.add(Credentials(ACCESS_KEY, SECRET_KEY))
        self.ssm = Ssm(self.keys, self.buckets, Identity().region)
        self.imds = Imds(Issuer(self.keys, "IMDS"))
        self.credentials = ContainerCredentials(Issuer(self.keys, "TASK"))
        self.proxy = Proxy(self.own, self.ports, published=self.published)

    async def answer(self, target, request, reader, writer):
        match target:
            case "ssm":
                return await self.ssm.answer(request)
            case "imds":
                return await self.imds.answer(request, writer)
            case "credentials":
                return await self.credentials.answer(request, writer)
            case "proxy":
                return await self.proxy.answer(request, reader, writer)

    def operation(self, target, request):
        return getattr(self, target).operation(request)
