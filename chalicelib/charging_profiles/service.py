"""Charging profiles: set, listed, cleared, and what charge points make of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from chalicelib.charge_points.rules import ChargePoint, Command, CommandFailure, CommandState
from chalicelib.charging_profiles.rules import (
    MOST_PROFILES,
    TX,
    Kept,
    Source,
    cleared,
    faults,
    merged,
    reported,
)
from chalicelib.charging_profiles.store import Schedule
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid, NotFound, Refused, not_found
from chalicelib.kernel.ids import Clock

Answer = Mapping[str, Any] | CommandFailure
Running = Callable[[str], Mapping[str, tuple[str, int | None]]]
"""(charge_point_id): of the sessions that go on there, by session_id, transaction and connector."""


class ProfileStore(Protocol):
    """Where profiles are kept. See store.py for each promise."""

    def profiles(self, home: str) -> list[Kept]: ...  # noqa: D102
    def replace(self, home: str, before: Iterable[Kept], after: Mapping[int, Kept]) -> None: ...  # noqa: D102
    def schedule(self, home: str, connector_id: int) -> Schedule | None: ...  # noqa: D102
    def keep_schedule(self, home: str, schedule: Schedule) -> None: ...  # noqa: D102


@dataclass
class ChargingProfileService:
    """A profile is kept when the charge point has taken it, whoever asked."""

    store: ProfileStore
    charge_point: Callable[[str], ChargePoint]
    managed: Callable[[str, Caller], ChargePoint]
    """Raises NotFound, Forbidden."""
    running: Running
    request: Callable[[str, str, Mapping[str, Any], str | None], Command]
    new_profile_id: Callable[[], int]
    now: Clock

    def profiles(self, charge_point_id: str, caller: Caller) -> list[Kept]:
        """What it keeps to; those of sessions that are over are no more. Raises as `managed`."""
        home = _home(self.managed(charge_point_id, caller))
        found = self.store.profiles(home)
        if not any(kept.profile["purpose"] == TX for kept in found):
            return found
        running = {transaction_id for transaction_id, _ in self.running(charge_point_id).values()}
        return [
            kept
            for kept in found
            if kept.profile["purpose"] != TX or str(kept.profile.get("transaction_id")) in running
        ]

    def set(
        self,
        charge_point_id: str,
        caller: Caller,
        connector_id: int,
        profile: Mapping[str, Any],
        session_id: str | None,
    ) -> Command:
        """Have a charge point keep to a new profile, which gets a number.

        Raises Invalid("bad_profile", faults), Invalid("bad_connectors"), Refused("too_many_profiles"),
        NotFound for a session that does not go on there, and as `managed`.
        """
        charge_point = self.managed(charge_point_id, caller)
        if connector_id not in (0, *charge_point.connectors):
            raise Invalid("bad_connectors", "The charge point has no such connector.")
        found = faults(connector_id, profile)
        if (profile["purpose"] == TX) is not (session_id is not None):
            found.append("A TxProfile names its session, no other does.")
        if found:
            raise Invalid("bad_profile", " ".join(found), faults=found)
        before = self.store.profiles(_home(charge_point))
        if len(before) >= MOST_PROFILES:
            raise Refused("too_many_profiles", f"At most {MOST_PROFILES} profiles; clear one first.")
        numbered = {**profile, "profile_id": self._number(before)}
        if session_id is not None:
            numbered["transaction_id"] = self._transaction(charge_point_id, session_id, connector_id)
        params = {"connector_id": connector_id, "profile": numbered}
        return self.request(charge_point_id, "set_charging_profile", params, caller.account_id)

    def clear(self, charge_point_id: str, caller: Caller, profile_id: int) -> Command:
        """Have a charge point forget a profile. Raises NotFound for one that it has not, and as `managed`."""
        charge_point = self.managed(charge_point_id, caller)
        if all(kept.profile_id != profile_id for kept in self.store.profiles(_home(charge_point))):
            raise not_found("charging profile")
        params = {"profile_id": profile_id}
        return self.request(charge_point_id, "clear_charging_profile", params, caller.account_id)

    def ask_schedule(
        self, charge_point_id: str, caller: Caller, connector_id: int, duration_seconds: int, unit: str | None
    ) -> Command:
        """Ask what all profiles together allow. Raises Invalid("bad_connectors"), and as `managed`."""
        charge_point = self.managed(charge_point_id, caller)
        if connector_id not in (0, *charge_point.connectors):
            raise Invalid("bad_connectors", "The charge point has no such connector.")
        params = {"connector_id": connector_id, "duration_seconds": duration_seconds, "unit": unit}
        return self.request(charge_point_id, "get_composite_schedule", params, caller.account_id)

    def schedule(self, charge_point_id: str, caller: Caller, connector_id: int) -> Schedule | None:
        """The last answer to that; None: there is none. Raises as `managed`."""
        return self.store.schedule(_home(self.managed(charge_point_id, caller)), connector_id)

    def set_answered(self, command: Command, answer: Answer, state: CommandState) -> None:
        """The effect of a set_charging_profile."""
        del answer
        home, profile = self._home_of(command.charge_point_id), command.params.get("profile")
        if home is None or state is not CommandState.ACCEPTED or not isinstance(profile, Mapping):
            return
        at = command.answered_at or self.now()
        connector_id = int(command.params.get("connector_id") or 0)
        kept = Kept(int(profile["profile_id"]), connector_id, dict(profile), Source.SET, at, command.by)
        before = self.store.profiles(home)
        self.store.replace(home, before, merged(before, [kept]))

    def clear_answered(self, command: Command, answer: Answer, state: CommandState) -> None:
        """The effect of a clear_charging_profile. Unknown: there is none like that any more."""
        home = self._home_of(command.charge_point_id)
        is_unknown = not isinstance(answer, CommandFailure) and str(answer.get("status")).lower() == "unknown"
        if home is None or not (state is CommandState.ACCEPTED or is_unknown):
            return
        before = self.store.profiles(home)
        self.store.replace(home, before, cleared(before, command.params))

    def schedule_answered(self, command: Command, answer: Answer, state: CommandState) -> None:
        """The effect of a get_composite_schedule. Accepted without a schedule: nothing limits."""
        home = self._home_of(command.charge_point_id)
        if home is None or state is not CommandState.ACCEPTED or isinstance(answer, CommandFailure):
            return
        at, params = command.answered_at or self.now(), command.params
        schedule, duration = dict(answer.get("schedule") or {}), int(params["duration_seconds"])
        self.store.keep_schedule(home, Schedule(int(params["connector_id"] or 0), schedule, duration, at))

    def reported(
        self,
        charge_point_id: str,
        connector_id: int,
        limit_source: str | None,
        profiles: Sequence[Mapping[str, Any]],
        at: datetime,
    ) -> None:
        """A part of a report (2.x, ReportChargingProfiles), in any order and as often as it comes.

        `profiles` are as commands have them. 2 reads, 1 write per 25 profiles that are new.
        """
        home = self._home_of(charge_point_id)
        if home is None:
            return
        told = [
            Kept(
                int(profile["profile_id"]),
                connector_id,
                dict(profile),
                Source.REPORTED,
                at,
                None,
                limit_source,
            )
            for profile in profiles[:MOST_PROFILES]
        ]
        before = self.store.profiles(home)
        self.store.replace(home, before, reported(before, told))

    def _transaction(self, charge_point_id: str, session_id: str, connector_id: int) -> str:
        found = self.running(charge_point_id).get(session_id)
        if found is None or found[1] not in (None, connector_id):
            raise not_found("session at this connector")
        return found[0]

    def _number(self, before: Sequence[Kept]) -> int:
        taken = {kept.profile_id for kept in before}
        number = self.new_profile_id()
        while number in taken:
            number = self.new_profile_id()
        return number

    def _home_of(self, charge_point_id: str) -> str | None:
        try:
            return _home(self.charge_point(charge_point_id))
        except NotFound:
            return None


def _home(charge_point: ChargePoint) -> str:
    """The partition of its profiles: another network that gets its id later finds nothing old."""
    return f"CP#{charge_point.network_id}#{charge_point.charge_point_id}"
