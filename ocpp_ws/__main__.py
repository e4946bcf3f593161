"""`python -m ocpp_ws`: the gateway, until SIGTERM or SIGINT."""

import argparse
import asyncio
import signal
import sys

from ocpp_ws.gateway import Gateway


def main() -> int:
    """Serve; 1 when a port is taken."""
    parser = argparse.ArgumentParser(prog="ocpp_ws", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="where chargers are served")
    parser.add_argument("--port", type=int, default=9000)
    parser.add_argument("--internal-host", default="127.0.0.1", help="where the management calls are served")
    parser.add_argument("--internal-port", type=int, default=0, help="0 takes a free one")
    given = parser.parse_args()
    gateway = Gateway(given.host, given.port, given.internal_host, given.internal_port)
    try:
        asyncio.run(_run(gateway))
    except OSError as error:
        sys.stderr.write(f"The gateway cannot listen: {error}\n")
        return 1
    return 0


async def _run(gateway: Gateway) -> None:
    asked_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, asked_to_stop.set)
    await gateway.start()
    host, port = gateway.address
    sys.stdout.write(f"OCPP gateway on ws://{host}:{port}/ocpp/<charge_point_id>\n")
    sys.stdout.flush()
    await asked_to_stop.wait()
    await gateway.stop()


if __name__ == "__main__":
    sys.exit(main())
