"""The first process of the gateway's container: it becomes `python -m ocpp_ws`, told where others reach it.

The address is this task's own in its VPC: whoever sends to a charger must reach the very task that has its
socket. ECS tells it (Amazon ECS Developer Guide, "task metadata endpoint version 4").
"""

import json
import os
import sys
import urllib.request

METADATA = "ECS_CONTAINER_METADATA_URI_V4"
PORT, INTERNAL_PORT = 9000, 9001
"""Of chargers, from the load balancer; and of the management calls, from our functions and other tasks."""
PATIENCE = 5
"""Seconds."""


def own_address(metadata_uri: str) -> str:
    """This container's IPv4 address. Raises OSError when ECS does not tell."""
    with urllib.request.urlopen(metadata_uri, timeout=PATIENCE) as answer:  # noqa: S310 - ECS's own address
        found: str = json.load(answer)["Networks"][0]["IPv4Addresses"][0]
    return found


def arguments(address: str) -> list[str]:
    """Of the gateway: TLS ends at the load balancer."""
    everywhere = "0.0.0.0"  # noqa: S104 - security groups say who comes
    internal = ["--internal-host", everywhere, "--internal-port", str(INTERNAL_PORT)]
    reached = ["--internal-url", f"http://{address}:{INTERNAL_PORT}"]
    return ["--host", everywhere, "--port", str(PORT), *internal, *reached, "--tls-in-front"]


def main() -> None:
    """Does not return."""
    command = [sys.executable, "-m", "ocpp_ws", *arguments(own_address(os.environ[METADATA]))]
    os.execv(sys.executable, command)  # noqa: S606 - the same process, so that SIGTERM reaches the gateway


if __name__ == "__main__":
    main()
