"""What came in, and how much of it a second."""

import collections
import re
import time

SECRETS = ("x-amz-security-token", "proxy-authorization", "x-aws-ec2-metadata-token")
KEPT = 100_000


class Log:

    def __init__(self):
        self.entries = collections.deque(maxlen=KEPT)
        self.seconds = collections.defaultdict(collections.Counter)  # of SSM: second -> verdict -> count

    def add(self, target, operation, principal, request, verdict, message="", fault=None):
        now = time.time()
        self.entries.append({
            "at": round(now, 3), "target": target, "operation": operation, "principal": principal or "",
            "client": request.client, "tls": request.tls, "method": request.method, "path": request.target,
            "headers": dict(_shown(request)), "bytes": len(request.body), "verdict": verdict, "message": message,
            "fault": fault.kind if fault else "",
        })
        if target == "ssm":
            self.seconds[int(now)][verdict] += 1


def _shown(request):
    for name, value in request.headers:
        if name == "authorization":
            value = re.sub(r"Signature=\S+", "Signature=...", value) if value.startswith("AWS4") else "..."
        yield name, "..." if name in SECRETS else value


class Bucket:
    """A token bucket, as AWS throttles an account's calls."""

    def __init__(self, rate, burst):
        self.rate, self.burst, self.tokens, self.last = rate, burst, burst, time.monotonic()

    def take(self):
        now = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (now - self.last) * self.rate)
        self.last = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


class Buckets:
    """One for an operation, or one for all that have none of their own ("*"); where there is none, everything passes."""

    def __init__(self):
        self.buckets = {}

    def set(self, rate, burst, operation="*"):
        self.buckets[operation] = Bucket(rate, burst)

    def take(self, operation):
        bucket = self.buckets.get(operation, self.buckets.get("*"))
        return bucket is None or bucket.take()
