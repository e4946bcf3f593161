"""What chargers are doing now, put together from what the neighbours know."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.kernel.ids import Clock
from chalicelib.kernel.period import Period
from chalicelib.stations.rules import OCCUPIED, Charger, Live, live_of_networked, live_of_plain

Connection = tuple[str, int]
"""A charge point's id and the number of its connector."""
NOW = timedelta(seconds=1)


@dataclass(frozen=True)
class LiveStates:
    """Answers for many chargers at once, with one question to each neighbour."""

    statuses: Callable[[Sequence[Connection]], Mapping[Connection, tuple[str | None, bool]]]
    """What each connector last told (in OCPP's words; None: nothing), and whether it is online."""
    taken: Callable[[Collection[str], Period], Collection[str]]
    """Which of these chargers are booked at some time within the period."""
    charging: Callable[[Collection[str]], Collection[str]]
    """Which of these plain chargers have an active session."""
    in_session: Callable[[Collection[Connection]], Collection[Connection]]
    """At which of these connectors a session goes on: asked where what was told does not say."""
    now: Clock

    def __call__(self, chargers: Sequence[Charger]) -> dict[str, Live]:
        """By charger_id."""
        if not chargers:
            return {}
        now = self.now()
        taken = self.taken([charger.charger_id for charger in chargers], Period(now, now + NOW))
        connections = [key for charger in chargers if (key := connection(charger))]
        statuses = self.statuses(connections) if connections else {}
        plain = [charger.charger_id for charger in chargers if not charger.is_networked]
        charging = set(self.charging(plain)) if plain else set()
        occupied = {key for key, (told, _) in statuses.items() if told == OCCUPIED}
        if occupied:
            busy = self.in_session(occupied)
            charging |= {charger.charger_id for charger in chargers if connection(charger) in busy}
        return {charger.charger_id: live(charger, statuses, taken, charging) for charger in chargers}


def connection(charger: Charger) -> Connection | None:
    """Where a networked charger is connected."""
    if charger.charge_point_id is None or charger.connector_id is None:
        return None
    return charger.charge_point_id, charger.connector_id


def live(
    charger: Charger,
    statuses: Mapping[Connection, tuple[str | None, bool]],
    taken: Collection[str],
    charging: Collection[str],
) -> Live:
    """One charger's state, from what was told of all."""
    key = connection(charger)
    is_taken = charger.charger_id in taken
    if key is None:
        return live_of_plain(
            charging=charger.charger_id in charging, taken=is_taken, in_service=charger.is_in_service
        )
    told, online = statuses.get(key, (None, False))
    return live_of_networked(
        told,
        online=online,
        taken=is_taken,
        in_service=charger.is_in_service,
        charging=charger.charger_id in charging,
    )
