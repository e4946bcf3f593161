"""`python -m ocpp_ws`: the gateway, until SIGTERM or SIGINT. SIGHUP reads the certificates again."""

import argparse
import asyncio
import resource
import signal
import sys
from pathlib import Path

from ocpp_ws.gateway import PATIENCE, Gateway, Options
from ocpp_ws.tls import Files


def main() -> int:
    """Serve; 1 when a port is taken or a certificate cannot be read."""
    gateway = Gateway(_options())
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # each charger is an open file
    try:
        asyncio.run(_run(gateway))
    except OSError as error:
        sys.stderr.write(f"The gateway cannot listen: {error}\n")
        return 1
    return 0


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="ocpp_ws", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="where chargers are served")
    parser.add_argument("--port", type=int, default=9000)
    parser.add_argument("--share-port", action="store_true", help="with other gateways of this host")
    parser.add_argument("--internal-host", default="127.0.0.1", help="where the management calls are served")
    parser.add_argument("--internal-port", type=int, default=0, help="0 takes a free one")
    parser.add_argument(
        "--internal-url", help="how other processes reach that port, where it is not as above"
    )
    parser.add_argument("--tls-cert", type=Path, help="PEM: speak TLS with this chain")
    parser.add_argument("--tls-key", type=Path, help="PEM: its key")
    parser.add_argument("--client-ca", type=Path, help="PEM: who signs chargers' certificates (profile 3)")
    parser.add_argument(
        "--tls-in-front", action="store_true", help="a load balancer speaks TLS with the chargers"
    )
    parser.add_argument("--pages", action="store_true", help="serve pages at /live too")
    parser.add_argument(
        "--patience", type=float, default=PATIENCE, help="seconds that a message waits for storage (20)"
    )
    given = vars(parser.parse_args())
    chain, key, client_ca = (given.pop(name) for name in ("tls_cert", "tls_key", "client_ca"))
    if bool(chain) != bool(key) or (client_ca and not chain):
        parser.error("--tls-cert and --tls-key go together, and --client-ca with them")
    return Options(**given, tls=Files(chain, key, client_ca) if chain else None)


async def _run(gateway: Gateway) -> None:
    asked_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, asked_to_stop.set)
    loop.add_signal_handler(signal.SIGHUP, gateway.reload)
    await gateway.start()
    host, port = gateway.address
    scheme = "wss" if gateway.options.tls else "ws"
    sys.stdout.write(f"OCPP gateway on {scheme}://{host}:{port}/ocpp/<charge_point_id>\n")
    sys.stdout.flush()
    await asked_to_stop.wait()
    await gateway.stop()


if __name__ == "__main__":
    sys.exit(main())
