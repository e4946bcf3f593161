"""What each message costs in requests to DynamoDB: design's budgets, counted on the wire."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib import wiring
from chalicelib.charge_points.presence import Link
from chalicelib.charge_points.rules import ChargePoint, Passwords
from chalicelib.charge_points.store import DynamoChargePoints
from chalicelib.ocpp.inbound import handle
from chalicelib.ocpp.message import Peer
from chalicelib.table import table_name
from chalicelib.telling import told_by
from chalicelib.touched import Touched
from tests.odd_frames import SENT_16
from tests.unit.ocpp.samples import SENT_201

READS = {"GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"}
SENT: dict[str, dict[str, Any]] = {"ocpp1.6": SENT_16, "ocpp2.0.1": SENT_201}


class Meter:
    """Requests to DynamoDB other than the message log's, as (reads, writes)."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        call = BaseClient._make_api_call  # noqa: SLF001 - where every request passes
        log = table_name("message_log")

        def counted(client: Any, operation: str, told: Any) -> Any:
            if log not in json.dumps(told, default=str) and not operation.startswith("Describe"):
                self.asked.append(operation)
            return call(client, operation, told)

        monkeypatch.setattr(BaseClient, "_make_api_call", counted)

    def of(self, peer: Peer, action: str) -> tuple[int, int]:
        """What one message costs."""
        self.asked.clear()
        text = json.dumps([2, "1", action, SENT[peer.protocol][action]])
        answer = handle(peer, text, datetime.now(UTC))
        assert answer is not None
        assert json.loads(answer)[0] == 3, answer
        reads = sum(operation in READS for operation in self.asked)
        return reads, len(self.asked) - reads


@pytest.fixture
def meter(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Meter]:
    DynamoChargePoints().add(ChargePoint("CP", "s", "n", "Box", {1: "s-1"}), Passwords())
    wiring.services.cache_clear()
    yield Meter(monkeypatch)
    wiring.services().message_log.flush(5)
    wiring.services.cache_clear()


@pytest.mark.parametrize("protocol", SENT)
def test_what_comes_most_often_costs_least(meter: Meter, protocol: str) -> None:
    wiring.services().charge_points.connected("CP", Link("c", "http://x", protocol, datetime.now(UTC)))
    peer = Peer("CP", "c", protocol)
    meter.of(peer, "Heartbeat")  # the first on a connection also looks for commands that wait

    assert meter.of(peer, "Heartbeat") == (0, 0)
    meter.of(peer, "StatusNotification")  # the first in ten minutes also looks where its map is
    assert meter.of(peer, "StatusNotification") == (1, 1), "whether anybody watches it, or its map"
    assert meter.of(peer, "MeterValues") == (1, 1), "whether anybody watches its sessions"
    assert meter.of(peer, "DataTransfer") == (0, 0)

    wiring.services().charge_points.lines._seen.clear()  # noqa: SLF001 - as after four minutes
    assert meter.of(peer, "Heartbeat") == (0, 1)


def test_where_another_tells_later_no_answer_waits_for_it(meter: Meter) -> None:
    wiring.services().charge_points.connected("CP", Link("c", "http://x", "ocpp1.6", datetime.now(UTC)))
    peer, told = Peer("CP", "later", "ocpp1.6"), list[Touched]()
    meter.of(peer, "Heartbeat")
    with told_by(told.extend):
        assert meter.of(peer, "StatusNotification") == (0, 1)
        assert meter.of(peer, "MeterValues") == (0, 1)

    assert [one.kind for one in told] == ["status", "readings"]


@pytest.mark.parametrize(
    "action", [name for name in SENT_201 if name.startswith(("NotifyC", "NotifyD", "NotifyEV", "Cleared"))]
)
def test_what_is_only_kept_costs_one_write(meter: Meter, action: str) -> None:
    peer = Peer("CP", "c", "ocpp2.0.1")
    meter.of(peer, "Heartbeat")

    assert meter.of(peer, action) == (0, 1)
