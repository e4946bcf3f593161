"""Where a deployed stage is reached: by its one domain in AWS, by the emulator's own addresses there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.kernel.front_door import SECRET_HEADER
from infra.cloud.edge import STAGE_PATH

EXECUTE_API = "/_aws/execute-api"
"""Below it MiniStack has what API Gateway has at a domain of each API."""


@dataclass(frozen=True)
class Door:
    """An address, and the headers that must go with it."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Doors:
    """Of the client's files, of the HTTP API (below /v1), and of chargers."""

    site: Door
    api: Door
    ocpp: Door
    is_aws: bool = True

    @classmethod
    def of(cls, host: str) -> "Doors":
        """Of a stack in AWS: all behind CloudFront, at the name `host` that it gives.

        A domain of the owner's may lead there later than the first deployment.
        """
        return cls(Door(f"https://{host}"), Door(f"https://{host}/v1"), Door(f"wss://{host}/ocpp"))

    @classmethod
    def of_emulator(cls, host: str, outputs: Mapping[str, str], endpoint: str, edge_secret: str) -> "Doors":
        """The same where CloudFront gives the files alone, and we are what stands before both APIs."""
        over_tls = {"X-Forwarded-Proto": "https", "Host": host}
        edge = {SECRET_HEADER: edge_secret}
        behind = f"{endpoint}{EXECUTE_API}"
        chargers = behind.replace("http", "ws", 1)
        return cls(
            Door(endpoint, over_tls),
            Door(f"{behind}/{outputs['RestAPIId']}{STAGE_PATH}/v1", edge),
            Door(f"{chargers}/{outputs['WebsocketAPIId']}{STAGE_PATH}", edge),
            is_aws=False,
        )

    def charge_point(self, charge_point_id: str) -> str:
        """Where this one connects: in AWS, CloudFront's function makes the query of the path."""
        return (
            f"{self.ocpp.url}/{charge_point_id}" if self.is_aws else f"{self.ocpp.url}?id={charge_point_id}"
        )
