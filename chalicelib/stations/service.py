"""What people do with stations and chargers, and what other concepts ask of them."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Changed, Forbidden, NotFound, Refused, Stale, not_found
from chalicelib.kernel.ids import Ids
from chalicelib.kernel.paging import Page
from chalicelib.networks.rules import Network, Standing
from chalicelib.stations import drafts
from chalicelib.stations.drafts import ChargerDraft, ChargerEdit, StationDraft, StationEdit
from chalicelib.stations.rules import CHARGER_PART, Charger, Live, Station, charger_id, station_id_of
from chalicelib.stations.showing import Seen

TRIES = 8
"""Times that a change is made again on what somebody else left."""
STEP = 25
"""Stations that follow their network's change at a time."""


class StationStore(Protocol):
    """What the service keeps stations in; see DynamoStations for what each promises."""

    def station(self, station_id: str) -> Station | None: ...  # noqa: D102 - see the class
    def add(self, station: Station) -> None: ...  # noqa: D102
    def replace(self, before: Station, after: Station) -> None: ...  # noqa: D102
    def remove(self, station: Station) -> None: ...  # noqa: D102
    def of_network(self, network_id: str, cursor: str | None, limit: int) -> Page[Station]: ...  # noqa: D102


@dataclass(frozen=True)
class StationService:
    """Use cases. Who may what is asked of the network that the station belongs to."""

    store: StationStore
    new_id: Ids
    visible: Callable[[str, Caller | None], Standing]
    """Of a network: NotFound unless the caller may see it."""
    managed: Callable[[str, Caller], Standing]
    """Of a network: NotFound as above, Forbidden unless the caller may manage it."""
    standing: Callable[[str, str | None], Standing]
    """Of a network, by account; judges nothing."""
    live: Callable[[Sequence[Charger]], Mapping[str, Live]]
    """What chargers are doing, by their ids."""
    charger_removed: Callable[[Charger], None]
    """Told of each charger that is gone, also with its station."""
    station_removed: Callable[[str], None]
    """Told of the id of a station that is gone."""

    def station(self, station_id: str) -> Station:
        """The station, whoever asks. Raises NotFound."""
        found = self.store.station(station_id)
        if found is None:
            raise not_found("station")
        return found

    def charger(self, charger_id: str) -> Charger:
        """The charger, whoever asks. Raises NotFound."""
        found = self.store.station(station_id_of(charger_id))
        charger = found.charger(charger_id) if found else None
        if charger is None:
            raise not_found("charger")
        return charger

    def visible_station(self, station_id: str, caller: Caller | None) -> tuple[Station, Standing]:
        """The station and how the caller stands to its network. Raises NotFound unless they may see it."""
        station = self.station(station_id)
        return station, self._seen_by(station.network_id, caller, "station")

    def managed_station(self, station_id: str, caller: Caller) -> tuple[Station, Standing]:
        """The same for managers. Raises NotFound, and Forbidden("managers_only") for who may only see it."""
        station, standing = self.visible_station(station_id, caller)
        return station, managers_only(standing)

    def visible_charger(self, charger_id: str, caller: Caller | None) -> tuple[Charger, Standing]:
        """The charger and how the caller stands to its network. Raises NotFound unless they may see it."""
        charger = self.charger(charger_id)
        return charger, self._seen_by(charger.network_id, caller, "charger")

    def visible_station_of(self, charger_id: str, caller: Caller | None) -> tuple[Station, Standing]:
        """The station of a charger that the caller may see. Raises NotFound."""
        station = self.store.station(station_id_of(charger_id))
        if station is None:
            raise not_found("charger")
        charger_in(station, charger_id)
        return station, self._seen_by(station.network_id, caller, "charger")

    def managed_charger(self, charger_id: str, caller: Caller) -> tuple[Charger, Standing]:
        """The same for managers. Raises NotFound, and Forbidden("managers_only") for who may only see it."""
        charger, standing = self.visible_charger(charger_id, caller)
        return charger, managers_only(standing)

    def see(self, station_id: str, caller: Caller | None) -> Seen:
        """The station as the caller sees it. Raises NotFound."""
        return self._seen(*self.visible_station(station_id, caller))

    def of_network(
        self, network_id: str, caller: Caller | None, cursor: str | None, limit: int
    ) -> Page[Seen]:
        """A page of a network's stations. Raises NotFound unless the caller may see the network."""
        standing = self.visible(network_id, caller)
        found = self.store.of_network(network_id, cursor, limit)
        live = self.live([charger for station in found.items for charger in station.chargers])
        return found.of(lambda station: Seen(drafts.of(standing.network, station), standing.role, live))

    def create(self, network_id: str, caller: Caller, draft: StationDraft) -> Seen:
        """A station and its chargers, at once. Raises NotFound, Forbidden("managers_only")."""
        standing = self.managed(network_id, caller)
        station_id = self.new_id()
        ids = [self.new_charger_id(station_id) for _ in draft.chargers]
        station = drafts.drafted(station_id, ids, draft, standing.network)
        self.store.add(station)
        if (network := self.standing(network_id, None).network) != standing.network:
            station = self.follow(station, network)  # it changed after we had asked, maybe before it knew us
        return self._seen(station, standing)

    def edit(self, station_id: str, caller: Caller, edit: StationEdit, if_match: int | None) -> Seen:
        """Change a station. Raises NotFound, Forbidden("managers_only"), Changed unless of that version."""
        station, standing = self.managed_station(station_id, caller)

        def change(station: Station) -> Station:
            must_match(station.version, if_match)
            return drafts.edited(station, edit)

        return self._seen(self._change(station, change), standing)

    def remove(self, station_id: str, caller: Caller, if_match: int | None = None) -> None:
        """A station goes with its chargers and charge points.

        Raises NotFound, Forbidden("managers_only"), Changed unless of that version, Stale.
        """
        station, _ = self.managed_station(station_id, caller)
        must_match(station.version, if_match)
        self.store.remove(station)
        for charger in station.chargers:
            self.charger_removed(charger)
        self.station_removed(station_id)

    def add_charger(self, station_id: str, caller: Caller, draft: ChargerDraft) -> tuple[Seen, Charger]:
        """One charger more. Raises NotFound, Forbidden("managers_only"), Refused("too_many_chargers")."""
        station, standing = self.managed_station(station_id, caller)
        new_id = self.new_charger_id(station_id)
        station = self._change(station, lambda station: drafts.with_charger(station, new_id, draft))
        return self._seen_with(station, standing, new_id)

    def see_charger(self, charger_id: str, caller: Caller | None) -> tuple[Seen, Charger]:
        """The charger as the caller sees it, in its station. Raises NotFound."""
        station, standing = self.visible_station_of(charger_id, caller)
        return self._seen_with(station, standing, charger_id)

    def edit_charger(
        self, charger_id: str, caller: Caller, edit: ChargerEdit, if_match: int | None
    ) -> tuple[Seen, Charger]:
        """Change a charger. Raises NotFound, Forbidden("managers_only"), Changed unless of that version."""
        station, standing = self.visible_station_of(charger_id, caller)
        managers_only(standing)

        def change(station: Station) -> Station:
            charger = charger_in(station, charger_id)
            must_match(charger.version, if_match)
            return drafts.with_changed(station, replace(charger, **edit))

        return self._seen_with(self._change(station, change), standing, charger_id)

    def remove_charger(self, charger_id: str, caller: Caller, if_match: int | None = None) -> None:
        """A charger goes. Raises NotFound, Forbidden("managers_only"), Changed."""
        station, standing = self.visible_station_of(charger_id, caller)
        managers_only(standing)
        removed = [charger_in(station, charger_id)]

        def change(station: Station) -> Station:
            removed[0] = charger_in(station, charger_id)
            must_match(removed[0].version, if_match)
            return drafts.without(station, charger_id)

        self._change(station, change)
        self.charger_removed(removed[0])

    def bind(self, charger_id: str, charge_point_id: str | None, connector_id: int | None) -> None:
        """The charger is now this connector of this charge point; None: it is plain.

        Raises NotFound, and Refused("charger_taken") while it is another connector. A charger that is gone
        is bound to nothing: to say so once more is no error.
        """
        to = (charge_point_id, connector_id)

        def change(station: Station) -> Station:
            charger = charger_in(station, charger_id)
            now = (charger.charge_point_id, charger.connector_id)
            if now == to:
                return station
            if charger.is_networked and charge_point_id is not None:
                raise Refused("charger_taken", "This charger is bound to another connector already.")
            bound = replace(charger, charge_point_id=charge_point_id, connector_id=connector_id)
            return drafts.with_changed(station, bound)

        try:
            self._change(self.station(station_id_of(charger_id)), change)
        except NotFound:
            if charge_point_id is not None:
                raise not_found("charger") from None

    def network_changed(self, network: Network, cursor: str | None = None) -> str | None:
        """STEP of its stations learn the network's name and visibility. The next step's cursor, if any."""
        found = self.store.of_network(network.network_id, cursor, STEP)
        for station in found.items:
            self.follow(station, network)
        return found.next_cursor

    def follow(self, station: Station, network: Network) -> Station:
        """The station as it is kept from now on: knowing its network's name and visibility."""
        return self._change(station, lambda station: drafts.of(network, station))

    def _change(self, station: Station, change: Callable[[Station], Station]) -> Station:
        for _ in range(TRIES):
            changed = change(station)
            if changed == station:
                return station
            changed = replace(changed, version=station.version + 1)
            try:
                self.store.replace(station, changed)
            except Stale:
                station = self.station(station.station_id)
            else:
                return changed
        raise Stale("changed_meanwhile", "Others keep changing this station; try again.")

    @staticmethod
    def new_charger_id(station_id: str) -> str:
        """An id that no charger of the station is likely to have."""
        return charger_id(station_id, secrets.randbelow(32**CHARGER_PART))

    def _seen_by(self, network_id: str, caller: Caller | None, what: str) -> Standing:
        standing = self.standing(network_id, caller.account_id if caller else None)
        if not standing.may_see:
            raise not_found(what)
        return standing

    def _seen(self, station: Station, standing: Standing) -> Seen:
        return Seen(drafts.of(standing.network, station), standing.role, self.live(station.chargers))

    def _seen_with(self, station: Station, standing: Standing, charger_id: str) -> tuple[Seen, Charger]:
        charger = charger_in(station, charger_id)
        return Seen(station, standing.role, self.live([charger])), charger


def managers_only(standing: Standing) -> Standing:
    """The standing, if it may manage. Raises Forbidden("managers_only")."""
    if not standing.may_manage:
        raise Forbidden("managers_only", "Only owners and managers of the network may do this.")
    return standing


def charger_in(station: Station, charger_id: str) -> Charger:
    """The station's charger of that id. Raises NotFound."""
    charger = station.charger(charger_id)
    if charger is None:
        raise not_found("charger")
    return charger


def must_match(version: int, if_match: int | None) -> None:
    """Raises Changed("changed_meanwhile") when another version was meant."""
    if if_match is not None and if_match != version:
        raise Changed("changed_meanwhile", "Somebody else changed it; look again.")
