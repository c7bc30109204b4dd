"""Stands for what ecs-harden meets of AWS: Systems Manager, the metadata service, the agent's credentials endpoint, a proxy.

    python3 -m standin [--bind ADDRESS] [--names]

--names also listens where AWS does: on port 443, and on port 80 of 169.254.169.254 and 169.254.170.2, which the machine has to have.
"""

import argparse
import asyncio
import resource
import socket

from standin import authority
from standin.control import Control, ControlServer
from standin.server import Server
from standin.world import World

PORTS = {"http": 8000, "https": 8443, "imds": 8169, "credentials": 8170, "proxy": 3128, "control": 9000}
IMDS, CREDENTIALS = "169.254.169.254", "169.254.170.2"


def own_addresses():
    found = {"127.0.0.1"}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
            found.add(probe.getsockname()[0])
        except OSError:
            pass
    return found


async def run(options):
    addresses = own_addresses()
    certificate, tls = authority.create(addresses)
    world = World(addresses, PORTS)
    control = ControlServer(Control(world, certificate))
    listeners = [
        (Server(world, "ssm"), options.bind, PORTS["http"]),
        (Server(world, "ssm", tls), options.bind, PORTS["https"]),
        (Server(world, "imds"), options.bind, PORTS["imds"]),
        (Server(world, "credentials"), options.bind, PORTS["credentials"]),
        (Server(world, "proxy"), options.bind, PORTS["proxy"]),
        (control, options.bind, PORTS["control"]),
    ]
    if options.names:
        listeners += [(Server(world, "ssm", tls), options.bind, 443),
                      (Server(world, "imds"), IMDS, 80), (Server(world, "credentials"), CREDENTIALS, 80)]
    for server, address, port in listeners:
        await asyncio.start_server(server.connection, address, port, backlog=2048)
    print("the stand-in listens", flush=True)
    await asyncio.Event().wait()


def main():
    parser = argparse.ArgumentParser(prog="standin")
    parser.add_argument("--bind", default="127.0.0.1")
    parser.add_argument("--names", action="store_true")
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
