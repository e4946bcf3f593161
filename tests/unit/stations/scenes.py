"""Stations around Freiburg, networks and who belongs to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, not_found
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Joining, Membership, Network, Role, Standing, Visibility
from chalicelib.policies.rules import Policy
from chalicelib.stations.drafts import ChargerDraft, StationDraft
from chalicelib.stations.rules import Charger, Connector, ConnectorFormat, Live, PowerType, Station, Status
from chalicelib.tariffs.rules import Tariff

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATITUDE, LONGITUDE = 47.9931, 7.8463
OWNER, MEMBER, STRANGER = Caller("owner"), Caller("member"), Caller("stranger")
TYPE_2 = Connector("IEC_62196_T2", ConnectorFormat.SOCKET, PowerType.AC_3_PHASE, Decimal(22))
CCS = Connector("IEC_62196_T2_COMBO", ConnectorFormat.CABLE, PowerType.DC, Decimal(150))
TARIFF = Tariff("EUR", Decimal("0.30"), None, Decimal("0.50"))


def network(network_id: str = "n1", visibility: str = "private", name: str = "Neighbours") -> Network:
    return Network(
        network_id, name, None, Visibility(visibility), Joining.RESTRICTED, (), Policy(), None, NOW, 1
    )


def charger_draft(
    name: str | None = None, connector: Connector = TYPE_2, tariff: Tariff = TARIFF
) -> ChargerDraft:
    return ChargerDraft((connector,), tariff, name)


def draft(**other: Any) -> StationDraft:
    whole: dict[str, Any] = {"name": "Courtyard", "latitude": LATITUDE, "longitude": LONGITUDE}
    whole["chargers"] = (charger_draft("Left"), charger_draft())
    return StationDraft(**whole | other)


def station(
    station_id: str,
    latitude: float = LATITUDE,
    longitude: float = LONGITUDE,
    *,
    chargers: int = 1,
    **other: Any,
) -> Station:
    whole: dict[str, Any] = {"network_id": "n1", "name": "Courtyard", "time_zone": "Europe/Berlin"}
    made = Station(station_id, latitude=latitude, longitude=longitude, **whole | {"is_public": True} | other)
    return made.with_chargers([charger(made, number) for number in range(chargers)])


def charger(of: Station, number: int = 0, **other: Any) -> Charger:
    made = Charger(
        charger_id=f"{of.station_id}-{number:04}",
        station_id=of.station_id,
        network_id=of.network_id,
        name=str(number + 1),
        station_name=of.name,
        time_zone=of.time_zone,
        connectors=(TYPE_2,),
        tariff=TARIFF,
    )
    return replace(made, **other)


@dataclass
class Circles:
    """Networks as the neighbours below know them."""

    networks: dict[str, Network] = field(default_factory=lambda: {"n1": network()})
    roles: dict[tuple[str, str], Role] = field(
        default_factory=lambda: {("n1", "owner"): Role.OWNER, ("n1", "member"): Role.MEMBER}
    )

    def standing(self, network_id: str, account_id: str | None) -> Standing:
        if network_id not in self.networks:
            raise not_found("network")
        return Standing(self.networks[network_id], self._membership(network_id, account_id))

    def visible(self, network_id: str, caller: Caller | None) -> Standing:
        standing = self.standing(network_id, caller.account_id if caller else None)
        if not standing.may_see:
            raise not_found("network")
        return standing

    def managed(self, network_id: str, caller: Caller) -> Standing:
        standing = self.visible(network_id, caller)
        if not standing.may_manage:
            raise Forbidden("managers_only", "")
        return standing

    def memberships_of(self, account_id: str) -> list[Membership]:
        found = (self._membership(network_id, account_id) for network_id in self.networks)
        return [membership for membership in found if membership]

    def _membership(self, network_id: str, account_id: str | None) -> Membership | None:
        role = self.roles.get((network_id, account_id or ""))
        return Membership(network_id, account_id or "", role, NOW) if role else None


@dataclass
class Doings:
    """What chargers do: available, unless told otherwise; and which are booked."""

    states: dict[str, Status] = field(default_factory=dict)
    booked: set[str] = field(default_factory=set)

    def live(self, chargers: Sequence[Charger]) -> Mapping[str, Live]:
        return {
            charger.charger_id: Live(self.states.get(charger.charger_id, Status.AVAILABLE), None)
            for charger in chargers
        }

    def taken(self, charger_ids: Collection[str], _: Period) -> set[str]:
        return self.booked & set(charger_ids)
