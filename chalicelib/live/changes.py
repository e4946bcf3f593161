"""Which change touches what people look at: the one list, which tests/house/test_live.py sees to be whole.

A channel is what a change knows without asking: a reading knows its charge point, and no session. Topics are
made of channels where somebody begins to watch (chalicelib/wiring/living.py).
"""

from collections.abc import Callable, Iterator, Mapping

from chalicelib.touched import Touched

Channels = Callable[[Touched], Iterator[str | None]]


def account(account_id: str) -> str:
    """Their bookings, waits, offers, fees, cars, tokens, memberships."""
    return f"account:{account_id}"


def station(station_id: str) -> str:
    """What it is, its chargers, their bookings and visits, who waits there."""
    return f"station:{station_id}"


def charge_point(charge_point_id: str) -> str:
    """Whether it is there, what its connectors do, what it is asked and set to."""
    return f"charge_point:{charge_point_id}"


def charging(charge_point_id: str) -> str:
    """The readings and the sessions of its transactions."""
    return f"charging:{charge_point_id}"


def session(session_id: str) -> str:
    """One at a plain charger."""
    return f"session:{session_id}"


def network(network_id: str) -> str:
    """Its members, stations, sessions, alarms, what waits for its managers."""
    return f"network:{network_id}"


def rollout(rollout_id: str) -> str:
    """How far it has come."""
    return f"rollout:{rollout_id}"


def on_the_map(cell_or_network: str) -> str:
    """States of chargers: of a cell's public stations, or of a private network's."""
    return f"map:{cell_or_network}"


SHOWN_BY_CHARGE_POINT, SHOWN_BY_STATION = "shown_by_charge_point:", "shown_by_station:"
"""Not yet channels: what a map shows of the station of this charge point, or of this one."""


def channels_of(touched: Touched) -> set[str]:
    """Those whose watchers are to be told of a write."""
    tell = TOLD.get(touched.kind)
    return {channel for channel in tell(touched) if channel} if tell else set()


def _booking(touched: Touched) -> Iterator[str | None]:
    yield station(_part(touched.pk).rpartition("-")[0])
    yield _if_known(touched, "driver_id", account)
    if any("PENDING" in step for step in touched.known.get("history") or ()):
        yield _if_known(touched, "network_id", network)


def _session(touched: Touched) -> Iterator[str | None]:
    begin, part = touched.pk.split("#")[:2]
    yield charging(part) if begin == "TX" else session(part)
    yield _if_known(touched, "driver_id", account)
    yield _if_known(touched, "network_id", network)


def _active(touched: Touched) -> Iterator[str | None]:
    """What a station shows of its chargers; a map is told of a networked one by its status."""
    begin, part = touched.pk.split("#")[:2]
    if begin == "CP":
        yield charge_point(part)
    else:
        yield station(part.rpartition("-")[0])
        yield SHOWN_BY_STATION + part.rpartition("-")[0]


def _readings(touched: Touched) -> Iterator[str | None]:
    yield charging(_part(touched.pk))


def _link(touched: Touched) -> Iterator[str | None]:
    """That it was heard once more is no news: that it came or went is."""
    known = touched.known
    has_come = known.get("unserved") and known.get("last_seen_at") == known.get("connected_at")
    if has_come or not known.get("connection_id"):
        yield from _status(touched)


def _status(touched: Touched) -> Iterator[str | None]:
    yield charge_point(_part(touched.pk))
    yield SHOWN_BY_CHARGE_POINT + _part(touched.pk)


def _of_charge_point(touched: Touched) -> Iterator[str | None]:
    yield charge_point(_part(touched.pk))


def _charge_point(touched: Touched) -> Iterator[str | None]:
    yield charge_point(_part(touched.pk))
    yield _if_known(touched, "station_id", station)


def _of_homes_charge_point(touched: Touched) -> Iterator[str | None]:
    yield charge_point(touched.pk.split("#")[-1])


def _local_list(touched: Touched) -> Iterator[str | None]:
    yield charge_point(_part(touched.sk))


def _station(touched: Touched) -> Iterator[str | None]:
    yield station(_part(touched.pk))
    yield _if_known(touched, "network_id", network)
    yield SHOWN_BY_STATION + _part(touched.pk)


def _entry(touched: Touched) -> Iterator[str | None]:
    yield station(_part(touched.pk))
    yield _if_known(touched, "driver_id", account)


def _of_driver(touched: Touched) -> Iterator[str | None]:
    yield _if_known(touched, "driver_id", account)


def _charge(touched: Touched) -> Iterator[str | None]:
    yield account(_part(touched.pk))
    yield _if_known(touched, "network_id", network)


def _own(touched: Touched) -> Iterator[str | None]:
    yield account(_part(touched.pk))


def _member(touched: Touched) -> Iterator[str | None]:
    yield network(_part(touched.pk))
    yield account(_part(touched.sk))


def _network(touched: Touched) -> Iterator[str | None]:
    yield network(_part(touched.pk))


def _of_network(touched: Touched) -> Iterator[str | None]:
    yield _if_known(touched, "network_id", network)


def _rollout(touched: Touched) -> Iterator[str | None]:
    yield rollout(_part(touched.pk))
    yield _if_known(touched, "network_id", network)


TOLD: Mapping[str, Channels] = {
    "booking": _booking,
    "series": _of_driver,
    "charge": _charge,
    "entry": _entry,
    "session": _session,
    "active": _active,
    "readings": _readings,
    "link": _link,
    "status": _status,
    "boot": _of_charge_point,
    "command": _of_charge_point,
    "charge_point": _charge_point,
    "log": _of_charge_point,
    "update": _of_charge_point,
    "installed": _of_charge_point,
    "asked": _of_homes_charge_point,
    "wanted": _of_homes_charge_point,
    "local_list": _local_list,
    "alarm": _of_network,
    "station": _station,
    "network": _network,
    "member": _member,
    "invitation": _of_network,
    "policy_change": _network,
    "rollout": _rollout,
    "step": _rollout,
    "own": _own,
    "car": _own,
}
"""By the kind of item."""

UNTOLD = frozenset(
    {
        "account",
        "agenda",
        "booted",
        "cdr",
        "clock",
        "code",
        "connection",
        "counter",
        "due",
        "email",
        "erasure",
        "fault",
        "feed",
        "held",
        "holder",
        "home",
        "image",
        "issued",
        "join_attempts",
        "join_code",
        "joins",
        "login",
        "mark",
        "notice",
        "outage",
        "page",
        "queued",
        "refusals",
        "report",
        "review",
        "room",
        "secret",
        "security_event",
        "settings",
        "sheet",
        "sign_up",
        "station_count",
        "stop",
        "subject",
        "token",
        "usage",
        "wait",
        "watch",
        "watcher",
    }
)
"""Kinds that nobody looks at as they are, or that go with one that is told of; those written by batches alone
(message, note, group, monitor, event, charging_profile, composite_schedule) go with the command that asks."""


def _part(key: str) -> str:
    return key.partition("#")[2].partition("#")[0]


def _if_known(touched: Touched, name: str, channel: Callable[[str], str]) -> str | None:
    found = touched.known.get(name)
    return channel(found) if isinstance(found, str) else None
