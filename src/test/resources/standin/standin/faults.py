"""What goes wrong on demand.

A fault is a JSON object: kind, and where it strikes: target (ssm, imds, credentials, proxy), operation (an SSM operation, or the
beginning of a path; "*" is any), principal (the beginning of an access key), times (-1: always), skip (that many requests pass
before), ms (how long), and for some kinds status, code, message, location. The first that fits a request is the one it gets.
"""

import asyncio
import itertools
from dataclasses import dataclass, field

from standin import wire
from standin.wire import Response

AMZ_JSON = "application/x-amz-json-1.1"
HTML = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"

# struck before a byte of the request is read, and before TLS: they cannot ask for an operation
ON_CONNECT = {"reset-on-connect", "half-open"}
# struck while or after the request is read, without an answer
UNANSWERED = {"reset-in-request", "reset-after-request", "close-after-request", "silence"}
# the request is dealt with as ever, and the answer comes late, in part or not at all
BROKEN_ANSWER = {"delay", "drip", "lost-answer", "reset-in-body", "cut", "truncated-json", "length-short"}


def error(code, message="", status=400):
    body = {"__type": code, **({"message": message} if message else {})}
    return Response.json(body, status, AMZ_JSON, verdict=code, message=message)


class ServiceError(Exception):
    """The call is refused; the response says why."""

    def __init__(self, code, message="", status=400):
        super().__init__(f"{code}: {message}")
        self.response = error(code, message, status)


def _html(status, title):
    return Response(status, HTML.format(title).encode(), {"Content-Type": "text/html"})


# answers in place of the right one
ANSWERS = {
    "throttle": lambda f: error("ThrottlingException", "Rate exceeded"),
    "error": lambda f: error(f.code, f.message, f.status),
    "access-denied": lambda f: error(
        "AccessDeniedException",
        "User: arn:aws:sts::123456789012:assumed-role/ecsInstanceRole/i-0123456789abcdef0 is not authorized to perform: "
        "ssm:* because no identity-based policy allows the action"),
    "invalid-resource": lambda f: error("InvalidResourceId"),
    "internal-json": lambda f: error("InternalServerError", "An internal error occurred", 500),
    "internal-empty": lambda f: Response(500),
    "unavailable-json": lambda f: error("ServiceUnavailableException", "The service is not available", 503),
    "unavailable-empty": lambda f: Response(503),
    "html-200": lambda f: _html(200, "Welcome to the hotel's wireless network"),
    "html-500": lambda f: _html(500, "Internal Server Error"),
    "html-502": lambda f: _html(502, "Bad Gateway"),
    "garbage": lambda f: Response(200, b"\x00\x01{]not json", {"Content-Type": AMZ_JSON}),
    "too-large": lambda f: error("RequestEntityTooLargeException", "Request is too large", 413),
    "redirect": lambda f: Response(307, b"", {"Location": f.location}),
    "status": lambda f: Response.text(f.message, f.status),
}
KINDS = ON_CONNECT | UNANSWERED | BROKEN_ANSWER | set(ANSWERS)


@dataclass
class Fault:
    kind: str
    target: str = "ssm"
    operation: str = "*"
    principal: str = ""
    times: int = 1
    skip: int = 0
    ms: int = 0
    status: int = 400
    code: str = "InternalServerError"
    message: str = ""
    location: str = "http://127.0.0.1:9/elsewhere"
    id: int = 0
    fired: int = 0

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind}; there are {', '.join(sorted(KINDS))}")

    def fits(self, target, operation, principal):
        return (self.target == target and self.times != 0 and (self.operation == "*" or operation.startswith(self.operation))
                and (principal or "").startswith(self.principal))


@dataclass
class Faults:
    faults: list = field(default_factory=list)
    ids: itertools.count = field(default_factory=lambda: itertools.count(1))

    def add(self, specification):
        fault = Fault(**specification)
        fault.id = next(self.ids)
        self.faults.append(fault)
        return fault

    def on_connect(self, target):
        return self._take(target, "", "", lambda kind: kind in ON_CONNECT)

    def on_request(self, target, operation, principal):
        return self._take(target, operation, principal, lambda kind: kind not in ON_CONNECT)

    def _take(self, target, operation, principal, is_due):
        for fault in self.faults:
            if is_due(fault.kind) and fault.fits(target, operation, principal):
                if fault.skip > 0:
                    fault.skip -= 1
                    return None
                fault.times -= 1 if fault.times > 0 else 0
                fault.fired += 1
                return fault
        return None


async def send_broken(writer, response, fault):
    """Sends a right answer in a wrong way. True if the connection can be used on."""
    half = len(response.body) // 2
    match fault.kind:
        case "delay":
            await asyncio.sleep(fault.ms / 1000)
            await wire.send(writer, response)
            return True
        case "drip":
            await wire.send_slowly(writer, response, fault.ms / 1000)
            return True
        case "lost-answer":
            wire.reset(writer)
        case "reset-in-body":
            writer.write(response.head() + response.body[:half])
            await writer.drain()
            await asyncio.sleep(0.05)
            wire.reset(writer)
        case "cut":
            writer.write(response.head() + response.body[:half])
            await writer.drain()
        case "truncated-json":
            writer.write(response.head(length=half) + response.body[:half])
            await writer.drain()
        case "length-short":
            writer.write(response.head(length=max(half, 1)) + response.body[:max(half, 1)])
            await writer.drain()
            await asyncio.sleep(0.05)
            writer.write(response.body[max(half, 1):])
            await writer.drain()
    return False
