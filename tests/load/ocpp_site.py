"""Charge points for a bench, written straight to the tables: thousands in seconds."""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from chalicelib.charge_points.items import ChargePointItem, ChargePointsItem, told_of
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.ids import utc_now
from chalicelib.sessions.items import ReadingsItem, SessionsTable, sort_key
from chalicelib.sessions.mapping import readings_json
from chalicelib.sessions.rules import MeterValue
from chalicelib.stations.rules import Charger, station_id_of
from chalicelib.stations.store import DynamoStations
from chalicelib.tokens.items import TokensItem, item_of
from chalicelib.tokens.rules import Token, TokenType
from chalicelib.wiring import services
from tests.load import founding

A_TRANSACTION = 200
"""Past readings are dealt to transactions of so many."""


def found(asked: Mapping[str, Any]) -> list[dict[str, str]]:
    """So many charge points, one for each charger, and each with a driver who has a token.

    The answer is what a client needs: charge_point_id, password and token_uid of each.
    """
    many = asked["chargers"]
    made = founding.found({"chargers": many, "drivers": many + 1})
    now = utc_now()
    boxes = [
        {
            "charge_point_id": f"CP-{charger}".upper(),
            "charger_id": charger,
            "password": secrets.token_hex(16),
            "token_uid": f"BENCH{number:08}",
            "driver_id": made["drivers"][1 + number],
        }
        for number, charger in enumerate(made["chargers"])
    ]
    _bind(boxes)
    with ChargePointsItem.batch_write() as batch:
        for box in boxes:
            batch.save(_charge_point(made["network"], box))
    with TokensItem.batch_write() as batch:
        for box in boxes:
            token = Token(
                box["token_uid"], box["driver_id"], TokenType.RFID, "Ring", blocked=False, created_at=now
            )
            batch.save(item_of(token))
    return boxes


def past(asked: Mapping[str, Any]) -> int:
    """So many stored meter values, evenly on `charge_points`, in transactions that ended long ago."""
    boxes: Sequence[str] = asked["charge_points"]
    with SessionsTable.batch_write() as batch:
        for item in _readings(boxes, asked["readings"]):
            batch.save(item)
    return int(asked["readings"])


def _readings(boxes: Sequence[str], many: int) -> Iterator[ReadingsItem]:
    began = utc_now() - timedelta(days=400)
    for number in range(many):
        of_box = number // len(boxes)
        transaction = f"TX#{boxes[number % len(boxes)]}#{1 + of_box // A_TRANSACTION}"
        at = began + of_box * timedelta(minutes=1)
        readings = readings_json([MeterValue(at, Decimal(of_box), Decimal(7000))])
        yield ReadingsItem(transaction, f"READ#{sort_key(at)}#{number:x}", readings=readings)


def _bind(boxes: Sequence[Mapping[str, str]]) -> None:
    by_charger = {box["charger_id"]: box["charge_point_id"] for box in boxes}

    def bound(charger: Charger) -> Charger:
        return replace(charger, charge_point_id=by_charger[charger.charger_id], connector_id=1)

    for station_id in dict.fromkeys(map(station_id_of, by_charger)):
        before = services().stations.station(station_id)
        after = before.with_chargers([bound(charger) for charger in before.chargers])
        DynamoStations().replace(before, replace(after, version=before.version + 1))


def _charge_point(network_id: str, box: Mapping[str, str]) -> ChargePointItem:
    charge_point = ChargePoint(
        box["charge_point_id"],
        station_id_of(box["charger_id"]),
        network_id,
        "Bench",
        {1: box["charger_id"]},
        security_profile=1,
    )
    item = _item(charge_point)
    item.present_hashes = set(services().charge_points.authentication.hashes(box["password"]))
    return item


def _item(charge_point: ChargePoint) -> ChargePointItem:
    key = told_of(charge_point.charge_point_id)
    return ChargePointItem(
        key,
        "CP",
        gsi1pk=f"STATION#{charge_point.station_id}",
        gsi1sk=key,
        connectors=json.dumps(charge_point.connectors),
        **{
            name: getattr(charge_point, name)
            for name in (
                "charge_point_id",
                "station_id",
                "network_id",
                "name",
                "allow_no_subprotocol",
                "security_profile",
                "version",
            )
        },
    )
