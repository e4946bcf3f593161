"""A community for a crowd, written straight to the tables: thousands of members in seconds."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from chalicelib.accounts.items import AccountItem
from chalicelib.accounts.store import account_key
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.networks.edits import NetworkEdit
from chalicelib.networks.items import MemberItem
from chalicelib.networks.rules import Membership, Role
from chalicelib.policies.written import read_override
from chalicelib.stations.drafts import ChargerDraft, StationDraft
from chalicelib.tariffs.rules import Tariff
from chalicelib.wiring import services

PLACE = (47.99, 7.84)
CHARGERS_A_STATION = 40


def found(asked: Mapping[str, Any]) -> dict[str, Any]:
    """A network whose owner is the first driver, one station per forty chargers, everyone a member.

    `policy` is as the API writes it; `tokens` says whether everyone needs one.
    """
    drivers = [new_id() for _ in range(asked["drivers"])]
    owner = Caller(drivers[0])
    policy = {"max_active": None, "max_advance": timedelta(days=366)} | read_override(asked.get("policy", {}))
    edit: NetworkEdit = {"name": "Crowd", "policy": policy}
    network = services().networks.create(owner, edit).network
    now = utc_now()
    with MemberItem.batch_write() as batch:
        for driver in drivers[1:]:
            batch.save(MemberItem.of(Membership(network.network_id, driver, Role.MEMBER, now)))
    chargers: list[str] = []
    while len(chargers) < asked["chargers"]:
        many = min(CHARGERS_A_STATION, asked["chargers"] - len(chargers))
        drafts = (ChargerDraft((), Tariff("EUR", Decimal("0.30"))),) * many
        draft = StationDraft("Station", *PLACE, chargers=drafts)
        station = services().stations.create(network.network_id, owner, draft).station
        chargers += [charger.charger_id for charger in station.chargers]
    made = {"network": network.network_id, "drivers": drivers, "chargers": chargers}
    if asked.get("tokens"):
        made["tokens"] = logged_in(drivers)
    return made


def logged_in(drivers: list[str]) -> dict[str, str]:
    """An account for each, and an access token."""
    now = utc_now()
    with AccountItem.batch_write() as batch:
        for number, driver in enumerate(drivers):
            batch.save(
                AccountItem(
                    *account_key(driver),
                    email=f"{driver}@crowd.example",
                    name=f"Driver {number}",
                    locale="en",
                    time_zone="UTC",
                    currency="EUR",
                    notifications={},
                    created_at=now,
                    password_hash="",
                    epoch=0,
                    version=1,
                )
            )
    return {driver: services().access_tokens.issue(driver) for driver in drivers}
