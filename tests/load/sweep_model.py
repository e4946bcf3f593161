"""The every-minute work with a day's bookings: a simulation of its queues, without a cloud.

Bookings begin on the quarters of an hour, more of them in the morning and the evening. Thrice a day those of
eight hours are put on the clock, a day ahead; each has moments (reminder, opening, word before the end, end)
and mails; every charger is looked at once in 39 minutes; and at noon, after a power cut, all come back as
fast as the door lets them in, and are asked what they are set to.

A minute's work takes what is due, oldest first, for as many seconds as the code gives itself, and leaves the
rest to the next minute. How long one takes is measured (measured.json): the function's share of a processor,
and the waits for DynamoDB, which shards have side by side.

Slices (chalicelib/kernel/slices.py) are functions beside each other. Those that share a shard all read what
is due in it, and pass by what is the others'; and by chance one has more to do than another: counted is the
fullest, three standard deviations above the mean.
"""

import math
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.alarms import offline_watch
from chalicelib.bookings import clock
from chalicelib.bookings.slots import SHARDS
from chalicelib.notices import post
from chalicelib.notices.store import SHARDS as POST_SHARDS
from chalicelib.variables import service as boots
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
BOOT_MINUTES = 240
"""Later than this, a charge point that has booted is asked late: so long, what was wanted of it is undone."""
PASSED_BY_MS = 0.15
"""Of the measuring machine's processor: to read an entry that is another slice's, and pass it by."""
SIGMAS = 3
MOST_SLICES = 10_000
MINUTE = 60.0
EVER = ("moments", "mails", "looks")
"""What a function does one after the other in each minute, the others being there now and then."""


@dataclass(frozen=True)
class Sweep:
    """So many bookings a day and chargers; `rate` chargers a second come back, in so many slices."""

    bookings: int = 1_000_000
    chargers: int = 1_000_000
    slices: int = 1
    memory_mb: float = 1024
    rate: float = 500
    assumed: Assumptions = field(default_factory=Assumptions)

    def run(self, measured: Mapping[str, Any]) -> dict[str, Any]:
        """How far behind each kind of work falls in two days, and how many slices would keep it in time."""
        return {kind: work.told(self.slices) for kind, work in self.work(measured).items()}

    def work(self, measured: Mapping[str, Any]) -> "dict[str, Work]":
        """Each kind of work."""
        costs = unit_costs(measured, self.assumed)
        dues = due_by_minute(self.bookings)
        mails = {minute: sum(kinds.get(kind, 0) for kind in MAILS_AT) for minute, kinds in dues.items()}
        moments = {minute: sum(kinds.values()) for minute, kinds in dues.items()}
        looks = dict.fromkeys(range(DAY), self.chargers / LOOK_AGAIN_MINUTES)
        ahead = {minute: float(self._begins(minute)) for minute in range(DAY)}
        kinds = {
            "put_on_the_clock": (ahead, costs["put_on"], clock.OPENING, SHARDS),
            "moments": (moments, costs["moment"], clock.WORK - clock.OPENING, SHARDS),
            "mails": (mails, costs["mail"], post.WORK, POST_SHARDS),
            "looks": (looks, costs["look"], offline_watch.WORK, offline_watch.SHARDS),
            "boots": (self.boots(), costs["boot"], boots.WORK, 1),
        }
        return {
            name: Work(
                due,
                seconds,
                kept_minutes(name),
                lambda many, told=(cost, seconds, shards): self.a_minute(*told, many),
            )
            for name, (due, cost, seconds, shards) in kinds.items()
        }

    def holds(self, measured: Mapping[str, Any], kind: str) -> bool:
        """Whether that kind is done in time."""
        return self.work(measured)[kind].holds(self.slices)

    def needed(self, measured: Mapping[str, Any]) -> int:
        """So few slices that all of it is done in time, and a fullest minute's in a minute."""
        work = self.work(measured)
        least = max(one.in_time for one in work.values())
        return _least(
            lambda many: (
                sum(work[kind].fullest(many) for kind in EVER) <= MINUTE
                and all(one.holds(many) for one in work.values())
            ),
            least,
        )

    def boots(self) -> dict[int, float]:
        """A power cut that ends at noon."""
        a_minute = self.rate * 60
        noon = DAY // 2
        return {
            minute: max(0.0, min(a_minute, self.chargers - (minute - noon) * a_minute))
            if minute >= noon
            else 0.0
            for minute in range(DAY)
        }

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
        at_once = max(1.0, shards / slices)
        passed_by = PASSED_BY_MS * (max(1.0, slices / shards) - 1)
        busy = (cost["cpu_ms"] + passed_by) * self.assumed.cpu_factor / share
        waited = cost["requests"] * self.assumed.store_ms
        return slices * seconds * 1000 / max(busy, (busy + waited) / at_once)


@dataclass(frozen=True)
class Work:
    """A kind of work: what is due in each minute of a day, and how many slices do how much of it."""

    due: Mapping[int, float]
    seconds: float
    """Of a minute, that a function takes for it."""
    kept: int
    """Minutes that it may be late."""
    capacity: Callable[[int], float]
    """How many so many slices work off in a minute, if all have as much to do."""

    def surely(self, slices: int) -> float:
        """The same, when the fullest slice is done."""
        if slices == 1:
            return self.capacity(1)
        return self.capacity(slices) / (1 + SIGMAS * math.sqrt((slices - 1) / max(self.due.values())))

    def holds(self, slices: int) -> bool:
        """Whether so many do it in time."""
        return drained(self.due, self.surely(slices))[0] <= self.kept

    def fullest(self, slices: int) -> float:
        """Seconds that each of them takes for it in the fullest minute."""
        return min(self.seconds, self.seconds * max(self.due.values()) / self.surely(slices))

    @property
    def in_time(self) -> int:
        """The least number of slices that do it in time."""
        return _least(self.holds)

    def told(self, slices: int) -> dict[str, Any]:
        """What so many do of it, and how many it takes."""
        mine, mean = self.surely(slices), sum(self.due.values()) / DAY
        behind, left = drained(self.due, mine)
        return {
            "most_due_in_a_minute": round(max(self.due.values())),
            "worked_off_in_a_minute": round(mine),
            "seconds_in_the_fullest": round(self.fullest(slices)),
            "most_minutes_late": behind,
            "left_after_two_days": round(left),
            "holds": behind <= self.kept,
            "slices_to_keep_up": _least(lambda many: self.surely(many) >= mean),
            "slices_to_be_in_time": self.in_time,
        }


def _least(is_enough: Callable[[int], bool], begin: int = 1) -> int:
    """The least number of slices that is. Raises ValueError when MOST_SLICES are not."""
    for many in range(begin, MOST_SLICES):
        if is_enough(many):
            return many
    raise ValueError(f"{MOST_SLICES} slices are not enough")


def kept_minutes(kind: str) -> int:
    """So late a kind of work may be, so that nobody notices."""
    return {"put_on_the_clock": AHEAD_MINUTES, "boots": BOOT_MINUTES}.get(kind, KEPT_MINUTES)


def unit_costs(measured: Mapping[str, Any], assumed: Assumptions) -> dict[str, Step]:
    """What one of each kind of work costs on top of a minute in which nothing is due."""
    steps = measured["steps"]["ocpp1.6"]
    empty = {name: steps[f"minute/empty/{name}"] for name in ("notices", "offline", "variables")}
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
        "boot": difference(steps["minute/first/variables"], empty["variables"]),
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
