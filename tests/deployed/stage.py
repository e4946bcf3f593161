"""The deployed stage as its people and chargers meet it.

It is asked at the doors that ./scripts/deploy found, by HTTP and WebSocket. We stand where CloudFront does in
AWS, and send along its secret, and who asks.
"""

import ipaddress
import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import boto3
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from chalicelib.kernel.front_door import VIEWER_HEADER
from infra.deploy.doors import Door as Way
from infra.deploy.doors import Doors
from infra.deploy.stack import Stack
from infra.local import mailbox
from infra.local.api_client import ApiClient
from infra.local.emulator import ACCOUNT, REGION
from tests.charger import basic
from tests.conversations.harness import Box, Door
from tests.deployed.host import STAGE

COLD = 40.0
"""Seconds that a connection may take: two functions begin, each on a machine that does much else."""
ROOT = (ACCOUNT, "local")
"""The access key that may do everything in an emulator."""


@dataclass(frozen=True)
class Stage:
    """In the emulator at `endpoint`, reached by `doors`."""

    endpoint: str
    doors: Doors
    version: str
    """The package that was deployed first."""
    second: dict[str, Any]
    """How the second deployment ended: its exit `code`, and what it `said`."""

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        """As host.py tells of it."""
        ways = {name: Way(**told["doors"][name]) for name in ("site", "api", "ocpp")}
        return cls(told["endpoint"], Doors(**ways, is_aws=False), told["version"], told["second"])

    @cached_property
    def outputs(self) -> dict[str, str]:
        """Of the stack."""
        return self.stack.outputs()

    @cached_property
    def stack(self) -> Stack:
        """In CloudFormation."""
        return Stack(f"plugnexus-{STAGE}", self.aws("cloudformation"), lambda _: None, 0.2)

    def aws(self, service: str, key: tuple[str, str] = ROOT) -> Any:
        """A boto3 client, as root unless told otherwise."""
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=key[0],
            aws_secret_access_key=key[1],
        )

    def named(self, logical_id: str) -> str:
        """The physical id of a resource."""
        return self.stack.resources()[logical_id][1]


class Visitor(ApiClient):
    """Somebody who comes through CloudFront, from an address of their own."""

    def __init__(self, stage: Stage, way: Way | None = None) -> None:
        self.stage = stage
        self.way = way or stage.doors.api
        super().__init__(self.way.url.removesuffix("/v1"))
        address = ipaddress.IPv6Address(0x20010DB8 << 96 | secrets.randbits(96))
        self.http.headers.update({**self.way.headers, VIEWER_HEADER: str(address)})

    def mails(self, to: str) -> list[dict[str, str]]:
        """What SES of the emulator has sent there, newest first."""
        return mailbox.messages(self.stage.endpoint, to)


@dataclass(frozen=True)
class StageDoor(Door):
    """Where chargers come in: through CloudFront, as ours for them."""

    stage: Stage

    def dial(self, box: Box, protocols: tuple[str, ...] | None) -> connect:
        """With the password of the charge point."""
        return dial(self.stage, box["charge_point_id"], box["password"], protocols)


def dial(
    stage: Stage,
    charge_point_id: str,
    password: str | None,
    protocols: tuple[str, ...] | None = ("ocpp1.6",),
    *,
    way: Way | None = None,
) -> connect:
    """A connection to be; None: without a password."""
    headers = {**(way or stage.doors.ocpp).headers}
    if password is not None:
        headers |= basic(charge_point_id, password)
    return connect(
        stage.doors.charge_point(charge_point_id),
        additional_headers=headers,
        subprotocols=[Subprotocol(name) for name in protocols] if protocols else None,
        proxy=None,
        ping_interval=None,
        open_timeout=COLD,
        close_timeout=2,
    )
