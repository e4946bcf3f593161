"""Nothing that a charge point says touches another's: every message of every version, with others' ids."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import boto3
import pytest

from chalicelib.certificates.authority import new_authority
from chalicelib.charge_points.presence import Link
from chalicelib.kernel.settings import settings
from chalicelib.ocpp.inbound import handle
from chalicelib.ocpp.message import Peer
from chalicelib.ocpp.v2.answers import VERSION_21, VERSION_201
from chalicelib.ocpp.v16.answers import VERSION as VERSION_16
from chalicelib.wiring import services
from infra.tables import TABLES
from tests.unit.certificates.scenes import csr

VERSIONS = {"ocpp1.6": VERSION_16, "ocpp2.0.1": VERSION_201, "ocpp2.1": VERSION_21}
CHARGER = {
    "connectors": [{"standard": "IEC_62196_T2", "max_kw": 11}],
    "tariff": {"currency": "EUR", "price_per_kwh": "0.30"},
}
STATION = {"name": "Court", "latitude": 48, "longitude": 7.8, "chargers": [CHARGER] * 3}
INTRUDER, OLD, NEW = "INTRUDER", "VICTIM-16", "VICTIM-20"
SPOKEN = {INTRUDER: "ocpp1.6", OLD: "ocpp1.6", NEW: "ocpp2.0.1"}
NOW = "2026-06-01T12:00:00Z"
TX = "transaction-of-the-victim"
NUMBERS = count(1)


def say(charge_point_id: str, protocol: str, action: str, payload: dict[str, Any]) -> list[Any]:
    frame = json.dumps([2, f"m{next(NUMBERS)}", action, payload])
    answer = handle(Peer(charge_point_id, f"conn-{charge_point_id}", protocol), frame)
    assert answer is not None
    found: list[Any] = json.loads(answer)
    return found


@pytest.fixture
def victims(call: Any, ann: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Two charge points that charge, are reserved, owe answers and are to send logs; the ids of all that."""
    vault = boto3.client("secretsmanager")
    secret = new_authority("PlugNexus", datetime.now(UTC))
    vault.create_secret(Name=settings().certificates_secret, SecretString=secret)
    points = services().charge_points
    monkeypatch.setattr(points.commands, "send", lambda *_: True)
    monkeypatch.setattr(services().message_log, "note", lambda *_: None)
    network = call("POST", "/networks", {"name": "Neighbours"}, **ann["headers"]).json_body
    path = f"/networks/{network['network_id']}/stations"
    station = call("POST", path, STATION, **ann["headers"]).json_body
    for charger, (charge_point_id, protocol) in zip(station["chargers"], SPOKEN.items(), strict=True):
        connectors = [{"connector_id": 1, "charger_id": charger["charger_id"]}]
        box = {"charge_point_id": charge_point_id, "connectors": connectors}
        made = call("POST", f"/stations/{station['station_id']}/charge-points", box, **ann["headers"])
        assert made.status_code == 201, made.json_body
        link = Link(f"conn-{charge_point_id}", "http://gateway", protocol, datetime.now(UTC))
        points.connected(charge_point_id, link)
    status = {"connectorId": 1, "status": "Charging", "errorCode": "NoError"}
    say(OLD, "ocpp1.6", "StatusNotification", status)
    start = {"connectorId": 1, "idTag": "SOMEBODY", "meterStart": 1000, "timestamp": NOW}
    transaction_id = say(OLD, "ocpp1.6", "StartTransaction", start)[2]["transactionId"]
    begun = {
        "eventType": "Started",
        "timestamp": NOW,
        "triggerReason": "Authorized",
        "seqNo": 0,
        "transactionInfo": {"transactionId": TX},
        "evse": {"id": 1, "connectorId": 1},
        "idToken": {"idToken": "SOMEBODY", "type": "ISO14443"},
    }
    say(NEW, "ocpp2.0.1", "TransactionEvent", begun)
    ids: dict[str, Any] = {"transactionId": (transaction_id, TX), "reservationId": 77, "commands": []}
    for victim in (OLD, NEW):
        reserve = {
            "action": "reserve_now",
            "connector_id": 1,
            "token_uid": "SOMEBODY",
            "reservation_id": 77,
            "until": (datetime.now(UTC) + timedelta(hours=1)).isoformat(),
        }
        for body in (reserve, {"action": "clear_cache"}):
            asked = call("POST", f"/charge-points/{victim}/commands", body, **ann["headers"])
            ids["commands"].append(asked.json_body["command_id"])
        services().certificates.sign(victim, csr(victim), "ChargingStation")
        log = call("POST", f"/charge-points/{victim}/logs", {"kind": "security"}, **ann["headers"])
        assert log.status_code == 202, log.json_body
        report = points.request(victim, "get_base_report", {"kind": "FullInventory"}, None)
        ids["requestId"] = report.params.get("request_id")
    return ids


def test_the_victims_have_something_to_lose(victims: dict[str, Any]) -> None:
    kinds = {json.loads(item)["kind"]["S"] for item in belongings().values()}

    assert {"charge_point", "link", "status", "command", "queued", "issued"} <= kinds
    assert any("session" in kind for kind in kinds)


@pytest.mark.parametrize("protocol", VERSIONS)
def test_no_message_of_one_charge_point_changes_anything_of_anothers(
    victims: dict[str, Any], protocol: str
) -> None:
    before = belongings()

    for action, payload in spoken(protocol, victims):
        say(INTRUDER, protocol, action, payload)

    after = belongings()
    assert {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)} == set()


@pytest.mark.parametrize(("victim", "protocol"), [(OLD, "ocpp1.6"), (NEW, "ocpp2.0.1")])
def test_the_same_messages_of_their_own_do_change_them(
    victims: dict[str, Any], victim: str, protocol: str
) -> None:
    before = belongings()

    for action, payload in spoken(protocol, victims):
        say(victim, protocol, action, payload)

    after = belongings()
    changed = {area for area, pk, sk in before if before[area, pk, sk] != after.get((area, pk, sk))}
    assert "sessions" in changed


@pytest.mark.parametrize("protocol", VERSIONS)
def test_no_answer_of_one_charge_point_settles_anothers_command(
    victims: dict[str, Any], protocol: str
) -> None:
    before = belongings()

    for command_id in victims["commands"]:
        for frame in ([3, command_id, {"status": "Accepted"}], [4, command_id, "InternalError", "", {}]):
            handle(Peer(INTRUDER, "conn-INTRUDER", protocol), json.dumps(frame))

    assert belongings() == before


def belongings() -> dict[tuple[str, str, str], str]:
    """Every item that speaks of a victim, whole, but for the log of messages and what the intruder wrote."""
    client = boto3.client("dynamodb")
    found = {}
    for table in TABLES:
        if table.area == "message_log":
            continue
        name = settings().table_prefix + table.area
        for page in client.get_paginator("scan").paginate(TableName=name):
            for item in page["Items"]:
                text = json.dumps(item, sort_keys=True, default=str)
                if "VICTIM" in text and INTRUDER not in item["pk"]["S"]:
                    found[table.area, item["pk"]["S"], item["sk"]["S"]] = text
    return found


def spoken(protocol: str, ids: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each message of a version in several forms, wherever it takes an id with the victims'."""
    version = VERSIONS[protocol]
    for action in version.answers:
        schema = schema_of(version.schemas, action + version.suffix)
        for turn in range(6):
            yield action, example(schema, schema, "", ids, turn)


def schema_of(folder: str, message: str) -> dict[str, Any]:
    package = find_spec("ocpp")
    assert package is not None
    assert package.submodule_search_locations is not None
    schemas = Path(package.submodule_search_locations[0]) / folder / "schemas"
    path = schemas / f"{message}.json"
    if not path.is_file():  # what is sent without waiting for an answer has no "Request" in its name
        path = schemas / f"{message.removesuffix('Request')}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8-sig"))
    return found


def example(schema: dict[str, Any], whole: dict[str, Any], name: str, ids: dict[str, Any], turn: int) -> Any:
    """Something that fits `schema`; `turn` chooses among words and among the victims."""
    if "$ref" in schema:
        schema = whole["definitions"][schema["$ref"].rpartition("/")[2]]
    kind = schema.get("type")
    if name in ids or name == "responseToRequestId":
        value = ids.get(name, ids["requestId"])
        value = value[turn % 2] if isinstance(value, tuple) else value
        return str(value) if kind == "string" else value if isinstance(value, int) else 1
    if "enum" in schema:
        return schema["enum"][turn % len(schema["enum"])]
    if kind == "object":
        inner = {each: of for each, of in schema.get("properties", {}).items() if each != "customData"}
        return {each: example(of, whole, each, ids, turn) for each, of in inner.items()}
    if kind == "array":
        return [example(schema["items"], whole, name, ids, turn)]
    if kind == "string":
        return text_of(schema, name)
    return bool(turn % 2) if kind == "boolean" else 1


def text_of(schema: dict[str, Any], name: str) -> str:
    if schema.get("format") == "date-time":
        return NOW
    return csr(OLD) if name == "csr" else "some words"[: schema.get("maxLength", 10)]
