"""The every-minute work with a day's bookings: a simulation of its queues, without a cloud.

Bookings begin on the quarters of an hour, more of them in the morning and the evening. Thrice a day those of
eight hours are put on the clock, a day ahead; each has moments (reminder, opening, word before the end, end)
and mails; every charger is looked at once in 39 minutes. A minute's work takes what is due, oldest first, for
as many seconds as the code gives itself, and leaves the rest to the next minute. How long one takes is
measured (measured.json): the function's share of a processor, or the waits for DynamoDB of all shards side by
side, whichever is longer.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from chalicelib.alarms import offline_watch
from chalicelib.bookings import clock
from chalicelib.bookings.slots import SHARDS
from chalicelib.notices import post
from chalicelib.notices.store import SHARDS as POST_SHARDS
from tests.load.cost_assumptions import Assumptions
from tests.load.cost_model import FULL_CORE_MB, LOOK_AGAIN_MINUTES, Model, Step, difference

DAY = 24 * 60
QUARTER, QUARTERS = 15, 96
AWAY = {"reminder": -30, "opening": -10, "ends soon": 110, "end": 120}
"""Minutes from a booking's begin at which something is due of it; it lasts two hours."""
BY_HOUR = (1, 1, 1, 1, 1, 2, 4, 7, 9, 7, 6, 6, 7, 6, 6, 6, 7, 9, 9, 7, 5, 4, 2, 1)
"""How many bookings begin in each hour of the day, as against the others."""
MAILS_AT = ("reminder", "ends soon")
KEPT_MINUTES = 1
"""Later than this, what is due is late."""
AHEAD_MINUTES = 60
"""Sheets are put on the clock so much earlier than a booking can be due (bookings/moments.py, AHEAD)."""
SHEET_HOURS = 8


@dataclass(frozen=True)
class Sweep:
    """So many bookings a day and chargers; `slices` functions share the shards, as against one."""

    bookings: int = 1_000_000
    chargers: int = 1_000_000
    slices: int = 1
    memory_mb: float = 1024
    assumed: Assumptions = field(default_factory=Assumptions)

    def run(self, measured: Mapping[str, Any]) -> dict[str, Any]:
        """How far behind each kind of work falls in two days, and how many slices would keep it in time."""
        costs = unit_costs(measured, self.assumed)
        dues = due_by_minute(self.bookings)
        mails = {minute: sum(kinds.get(kind, 0) for kind in MAILS_AT) for minute, kinds in dues.items()}
        moments = {minute: sum(kinds.values()) for minute, kinds in dues.items()}
        looks = dict.fromkeys(range(DAY), self.chargers / LOOK_AGAIN_MINUTES)
        ahead = {minute: float(self._begins(minute)) for minute in range(DAY)}
        work = {
            "put_on_the_clock": (ahead, costs["put_on"], clock.OPENING, SHARDS),
            "moments": (moments, costs["moment"], clock.WORK - clock.OPENING, SHARDS),
            "mails": (mails, costs["mail"], post.WORK, POST_SHARDS),
            "looks": (looks, costs["look"], offline_watch.WORK, offline_watch.SHARDS),
        }
        told = {
            name: self._told(due, lambda many, told=told: self.a_minute(*told, many), kept_minutes(name))
            for name, (due, *told) in work.items()
        }
        return {"bookings_per_day": self.bookings, "chargers": self.chargers, "slices": self.slices, **told}

    def _begins(self, minute: int) -> float:
        """How many bookings begin in the eight hours that are put on the clock in that minute."""
        hour, rest = divmod(minute, 60)
        if rest or (hour + 1) % SHEET_HOURS:
            return 0.0
        first = (hour + 1) % 24  # 25 hours later
        return self.bookings * sum(BY_HOUR[first : first + SHEET_HOURS]) / sum(BY_HOUR)

    def a_minute(self, cost: Step, seconds: float, shards: int, slices: int) -> float:
        """How many of one kind so many functions work off in a minute, each with its part of the shards."""
        share = min(1.0, self.memory_mb / FULL_CORE_MB)
        busy = cost["cpu_ms"] * self.assumed.cpu_factor / share
        waited = cost["requests"] * self.assumed.store_ms / max(1.0, shards / slices)
        return slices * seconds * 1000 / max(busy, waited)

    def _told(self, due: Mapping[int, float], capacity: Callable[[int], float], kept: int) -> dict[str, Any]:
        most, mean, mine = max(due.values()), sum(due.values()) / DAY, capacity(self.slices)
        behind, left = drained(due, mine)
        return {
            "most_due_in_a_minute": round(most),
            "worked_off_in_a_minute": round(mine),
            "most_minutes_late": behind,
            "left_after_two_days": round(left),
            "holds": behind <= kept,
            "slices_to_keep_up": next(many for many in count(1) if capacity(many) >= mean),
            "slices_to_be_in_time": next(many for many in count(1) if capacity(many) * kept >= most),
        }


def kept_minutes(kind: str) -> int:
    """So late a kind of work may be, so that nobody notices."""
    return AHEAD_MINUTES if kind == "put_on_the_clock" else KEPT_MINUTES


def unit_costs(measured: Mapping[str, Any], assumed: Assumptions) -> dict[str, Step]:
    """What one of each kind of work costs on top of a minute in which nothing is due."""
    steps = measured["steps"]["ocpp1.6"]
    empty = {name: steps[f"minute/empty/{name}"] for name in ("bookings", "notices", "offline")}
    of_booking = Model(assumed, measured).clock_of_a_booking()
    mail = difference(steps["minute/due_10_51/notices"], empty["notices"])
    moments = len(AWAY)  # a booking's whole cost without its mails, dealt to its moments
    mails = len(MAILS_AT)
    moment = {
        name: max(0.0, (of_booking[name] - mails * mail[name]) / moments) for name in ("cpu_ms", "requests")
    }
    write = difference(steps["meter_elsewhere"], steps["meter"])["cpu_ms"]  # the least that one can take
    put_on = difference(steps["minute/window_booked/bookings"], steps["minute/window/bookings"])
    return {
        "put_on": {**put_on, "cpu_ms": max(put_on["cpu_ms"], write)},
        "moment": moment,
        "mail": mail,
        "look": difference(steps["minute/look/offline"], empty["offline"]),
    }


def due_by_minute(bookings: int) -> dict[int, dict[str, float]]:
    """What is due in each minute of a day, by kind."""
    found: dict[int, dict[str, float]] = {minute: {} for minute in range(DAY)}
    for quarter in range(QUARTERS):
        begin = quarter * QUARTER
        many = bookings * BY_HOUR[quarter // 4] / sum(BY_HOUR) / 4
        for kind, away in AWAY.items():
            kinds = found[(begin + away) % DAY]
            kinds[kind] = kinds.get(kind, 0.0) + many
    return found


def drained(due: Mapping[int, float], capacity: float) -> tuple[int, float]:
    """The most minutes that anything waits, when so much is worked off in a minute, and what is left."""
    waiting: deque[list[float]] = deque()
    latest = 0
    for minute in range(2 * DAY):
        if due[minute % DAY]:
            waiting.append([minute, due[minute % DAY]])
        left = capacity
        while waiting and left > 0:
            began, many = waiting[0]
            latest = max(latest, int(minute - began))
            done = min(many, left)
            left -= done
            if done < many:
                waiting[0][1] = many - done
                break
            waiting.popleft()
    if waiting:
        latest = max(latest, int(2 * DAY - waiting[0][0]))
    return latest, sum(many for _, many in waiting)
