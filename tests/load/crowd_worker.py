"""What one process of a crowd does: found a community, book, or look at what was left behind.

    python -m tests.load.crowd_worker found   {"chargers": 2, "drivers": 8}   tells their ids
    python -m tests.load.crowd_worker book    {"attempts": [...]}             books each after a line
    python -m tests.load.crowd_worker audit   {"chargers": [...], ...}        tells what does not fit together

Each reads JSON on its first line of input and writes JSON. crowd.py starts them with a stack's settings,
which the product reads when it is imported.
"""

import json
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from chalicelib.bookings.items import AgendaItem, BookingItem, BookingsItem, SheetItem
from chalicelib.bookings.slots import slots_of
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import DomainError, Refused
from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.kernel.period import Period
from chalicelib.networks.edits import PolicyEdit
from chalicelib.networks.member_store import put_new
from chalicelib.networks.rules import Membership, Role
from chalicelib.stations.drafts import ChargerDraft, StationDraft
from chalicelib.table import ConditionFailed, check, transact
from chalicelib.tariffs.rules import Tariff
from chalicelib.wiring import services
from tests.load.metering import metered

PLACE = (47.99, 7.84)


def found(asked: Mapping[str, Any]) -> dict[str, Any]:
    """A network whose owner is the first driver, one station per forty chargers, everyone a member."""

    drivers = [new_id() for _ in range(asked["drivers"])]
    owner = Caller(drivers[0])
    policy: PolicyEdit = {"max_active": None, "max_advance": timedelta(days=366)}
    network = services().networks.create(owner, {"name": "Crowd", "policy": policy}).network
    for driver in drivers[1:]:
        transact([put_new(Membership(network.network_id, driver, Role.MEMBER, utc_now()))])
    chargers: list[str] = []
    while len(chargers) < asked["chargers"]:
        drafts = [ChargerDraft((), Tariff("EUR", Decimal("0.30")))] * min(
            40, asked["chargers"] - len(chargers)
        )
        draft = StationDraft("Station", *PLACE, chargers=tuple(drafts))
        station = services().stations.create(network.network_id, owner, draft).station
        chargers += [charger.charger_id for charger in station.chargers]
    return {"network": network.network_id, "drivers": drivers, "chargers": chargers}


def warm_up(attempt: Mapping[str, str]) -> None:
    """Make every client and connection that a booking needs, by one that is refused as past."""
    long_ago = Period(datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, 1, tzinfo=UTC))
    try:
        services().bookings.book(attempt["charger"], Caller(attempt["driver"]), long_ago)
    except Refused:
        nothing = BookingItem.keyed(f"{attempt['charger']}-nothing")
        with suppress(ConditionFailed):
            transact([check("there", nothing, BookingItem.pk.exists())])


def book(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Try every attempt in turn; each result is its milliseconds, code ("booked" or why not) and its cost."""

    bookings, meter, results = services().bookings, metered(), []
    warm_up(asked["attempts"][0])
    print("ready", flush=True)
    sys.stdin.readline()
    for attempt in asked["attempts"]:
        period = Period(datetime.fromisoformat(attempt["start"]), datetime.fromisoformat(attempt["end"]))
        before, began = meter.copy(), time.perf_counter()
        try:
            bookings.book(attempt["charger"], Caller(attempt["driver"]), period)
            code = "booked"
        except DomainError as error:
            facts = error.facts.get("violations")
            code = "+".join(violation.code for violation in facts) if isinstance(facts, list) else error.code
        spent = meter.since(before)
        results.append([(time.perf_counter() - began) * 1000, code, spent.requests, spent.units])
    return {"results": results}


def audit(asked: Mapping[str, Any]) -> dict[str, int]:
    """Bookings that overlap, slots that are not their bookings', agendas that are not their members'."""

    bookings, wrong_slots = [], 0
    for charger in asked["chargers"]:
        mine = [
            item.booking()
            for item in BookingItem.query(f"CHARGER#{charger}", BookingItem.sk.startswith("BOOKING#"))
        ]
        bookings += mine
        should = {
            (key, name): booking.ref
            for booking in mine
            for key, names in slots_of(booking.held).items()
            for name in names
        }
        sheets = SheetItem.query(f"CHARGER#{charger}", SheetItem.sk.startswith("SHEET#"))
        has = {(sheet.sk[6:], name): ref for sheet in sheets for name, ref in sheet.refs().items()}
        wrong_slots += len(should.items() ^ has.items())
    held = sorted((b.charger_id, b.held.start, b.held.end) for b in bookings if b.held)
    overlaps = sum(one[0] == two[0] and two[1] < one[2] for one, two in pairwise(held))
    wrong_agendas = 0
    for driver in asked["drivers"]:
        items = BookingsItem.query(f"DRIVER#{driver}", BookingsItem.sk.startswith("AGENDA#"))
        agenda = {entry for item in items if isinstance(item, AgendaItem) for entry in item.agenda().active}
        theirs = {
            (b.booking_id, b.period)
            for b in bookings
            if b.driver_id == driver and b.state.value == "RESERVED"
        }
        wrong_agendas += len(agenda ^ theirs)
    return {
        "bookings": len(bookings),
        "overlaps": overlaps,
        "slots_out_of_step": wrong_slots,
        "agendas_out_of_step": wrong_agendas,
    }


if __name__ == "__main__":
    work = {"found": found, "book": book, "audit": audit}[sys.argv[1]]
    print(json.dumps(work(json.loads(sys.stdin.readline()))))
