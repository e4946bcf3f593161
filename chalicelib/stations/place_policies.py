"""What a station or a charger says instead of its network's policy."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.ids import Clock, Ids
from chalicelib.networks.again import again_if_stale
from chalicelib.networks.rules import Standing
from chalicelib.policies import edits
from chalicelib.policies.changes import Place, PolicyChange, rule_changes
from chalicelib.policies.edits import PolicyEdit
from chalicelib.policies.faults import override_faults
from chalicelib.policies.resolving import at_place
from chalicelib.policies.rules import Override, Policy
from chalicelib.policies.written import written_override
from chalicelib.stations import drafts
from chalicelib.stations.rules import Station
from chalicelib.stations.service import charger_in, managers_only, must_match

Writes = tuple[object, ...]
"""Storage writes that another store adds to a transaction of its own."""
LARGEST_TOGETHER = 200_000
"""Bytes of what a station and its chargers say, as JSON: they are kept together."""


class PlaceStore(Protocol):
    """What the service keeps stations in; see DynamoStations."""

    def replace(self, before: Station, after: Station, also: Writes) -> None:
        """The station changes, and `also` is written, or neither. Raises Stale."""


@dataclass(frozen=True)
class PlacePolicy:
    """What one place says itself, what it inherits, what holds there of both; its version is the place's."""

    own: Override
    inherited: Policy
    in_force: Policy
    version: int


@dataclass(frozen=True)
class PlacePolicyService:
    """The use cases. A charger is asked for and changed within its station, of which it is a part."""

    store: PlaceStore
    visible_station: Callable[[str, Caller | None], tuple[Station, Standing]]
    """By a station's id. Raises NotFound."""
    visible_station_of: Callable[[str, Caller | None], tuple[Station, Standing]]
    """By a charger's id. Raises NotFound."""
    recorded: Callable[[PolicyChange], Writes]
    """The writes that keep a change."""
    now: Clock
    new_id: Ids

    def at_station(self, station_id: str, caller: Caller | None) -> PlacePolicy:
        """Raises NotFound unless the caller may see the station."""
        station, standing = self.visible_station(station_id, caller)
        return _policy_at(station, None, standing)

    def at_charger(self, charger_id: str, caller: Caller | None) -> PlacePolicy:
        """Raises NotFound unless the caller may see the charger."""
        station, standing = self.visible_station_of(charger_id, caller)
        return _policy_at(station, charger_id, standing)

    def edit_station(
        self, station_id: str, caller: Caller, edit: PolicyEdit, if_match: int | None
    ) -> PlacePolicy:
        """Change what a station says; what changes nothing is not written.

        Raises NotFound, Forbidden("managers_only"), Changed, Invalid, also as "policy_too_large".
        """
        return self._edited(lambda: self.visible_station(station_id, caller), None, caller, edit, if_match)

    def edit_charger(
        self, charger_id: str, caller: Caller, edit: PolicyEdit, if_match: int | None
    ) -> PlacePolicy:
        """Change what a charger says. Raises as edit_station."""
        return self._edited(
            lambda: self.visible_station_of(charger_id, caller), charger_id, caller, edit, if_match
        )

    def _edited(
        self,
        look: Callable[[], tuple[Station, Standing]],
        charger_id: str | None,
        caller: Caller,
        edit: PolicyEdit,
        if_match: int | None,
    ) -> PlacePolicy:
        def once() -> PlacePolicy:
            station, standing = look()
            managers_only(standing)
            before = _policy_at(station, charger_id, standing)
            must_match(before.version, if_match)
            said = edits.said_after(before.own, edit)
            if said == before.own:
                return before
            edits.check(override_faults(before.inherited, said))
            after = _saying(station, charger_id, said)
            _check_size(after, said)
            self.store.replace(station, after, self._recorded(after, charger_id, caller, before.own, said))
            return _policy_at(after, charger_id, standing)

        return again_if_stale(once)

    def _recorded(
        self, station: Station, charger_id: str | None, caller: Caller, before: Override, after: Override
    ) -> Writes:
        place = Place(station.network_id, station.station_id, station.name)
        if charger_id is not None:
            name = charger_in(station, charger_id).name
            place = replace(place, charger_id=charger_id, charger_name=name)
        rules = rule_changes(written_override(before), written_override(after))
        return self.recorded(PolicyChange(self.new_id(), place, caller.account_id, self.now(), rules))


def _policy_at(station: Station, charger_id: str | None, standing: Standing) -> PlacePolicy:
    network = standing.network.policy
    if charger_id is None:
        own, inherited, version = station.policy, network, station.version
    else:
        charger = charger_in(station, charger_id)
        own, inherited, version = charger.policy, at_place(network, station.policy), charger.version
    return PlacePolicy(own, inherited, at_place(inherited, own), version)


def _saying(station: Station, charger_id: str | None, said: Override) -> Station:
    if charger_id is None:
        after = replace(station, policy=said)
        after = after.with_chargers(after.chargers)
    else:
        after = drafts.with_changed(station, replace(charger_in(station, charger_id), policy=said))
    return replace(after, version=station.version + 1)


def _check_size(station: Station, said: Override) -> None:
    edits.check_size(said)
    together = edits.size(station.policy) + sum(edits.size(charger.policy) for charger in station.chargers)
    if together > LARGEST_TOGETHER:
        raise Invalid(
            "policy_too_large",
            f"What a station and its chargers say has at most {LARGEST_TOGETHER} bytes as JSON.",
        )
