"""Chargers that all lose their connection at once, and come back as OCPP has them do: a simulation.

Each simulated charger stands for `stands_for` of them, and the doors let in as many fewer a second, so that a
million take seconds. Who is not let in (429 of API Gateway, 503 of the gateway) waits as its version says:

  2.0.1  the back-off of its Part 4, "Reconnecting": first RetryBackOffWaitMinimum and a random time up to
         RetryBackOffRandomRange, then each wait twice the one before and a new random time, as often as
         RetryBackOffRepeatTimes says; from then on as long as the last
  1.6    leaves it to the charger: here a fixed wait with a random time

API Gateway cuts each connection two hours after it was made, so a storm comes again two hours later, as long
as the first; through the gateway, which cuts nobody, it does not.
"""

import heapq
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CUT_AFTER = 7200.0
"""Seconds that API Gateway lets a connection live."""


@dataclass(frozen=True)
class BackOff:
    """How long a charger waits before it tries again: seconds, and how often the wait doubles."""

    least: float
    random_range: float
    doubles: int

    def waits(self, chance: random.Random) -> Iterator[float]:
        """One after the other, for ever."""
        wait = self.least + chance.uniform(0, self.random_range)
        for turn in range(1_000_000):
            yield wait
            if turn < self.doubles:
                wait = 2 * wait + chance.uniform(0, self.random_range)


OCPP_201 = BackOff(10, 30, 5)
OCPP_16 = BackOff(30, 30, 0)


@dataclass(frozen=True)
class Storm:
    """So many chargers, `share_16` of them without a back-off that grows; the door takes `rate` a second."""

    chargers: int = 1_000_000
    rate: float = 500
    share_16: float = 0.5
    stands_for: int = 100
    hours: float = 5
    cuts: bool = True
    seed: int = 1

    def run(self) -> dict[str, Any]:
        """When they are back, how many tries that takes, and what comes of it two and four hours later."""
        chance = random.Random(self.seed)  # noqa: S311 - a storm that can be repeated
        many, rate = max(1, self.chargers // self.stands_for), self.rate / self.stands_for
        waits: list[Iterator[float]] = [iter(()) for _ in range(many)]
        due: list[tuple[float, int]] = []
        for number in range(many):
            waits[number] = self._rule(number, many).waits(chance)
            heapq.heappush(due, (next(waits[number]), number))
        tries: Counter[int] = Counter()
        let_in: Counter[int] = Counter()
        back: list[float] = []
        tokens, filled_at, online, most_online = rate, 0.0, 0, 0
        is_online = [False] * many
        ends = self.hours * 3600
        while due and due[0][0] <= ends:
            at, number = heapq.heappop(due)
            if is_online[number]:  # cut: it comes back at once, and from then on by its rule
                is_online[number] = False
                online -= 1
                waits[number] = self._rule(number, many).waits(chance)
                heapq.heappush(due, (at + chance.uniform(0, 5), number))
                continue
            tokens, filled_at = min(max(rate, 1.0), tokens + (at - filled_at) * rate), at
            tries[int(at)] += 1
            if tokens < 1:
                heapq.heappush(due, (at + next(waits[number]), number))
                continue
            tokens -= 1
            let_in[int(at)] += 1
            is_online[number] = True
            online += 1
            most_online = max(most_online, online)
            if at < CUT_AFTER and len(back) < many:
                back.append(at)
            if self.cuts:
                heapq.heappush(due, (at + CUT_AFTER, number))
        return self._told(many, tries, let_in, sorted(back), most_online)

    def _rule(self, number: int, many: int) -> BackOff:
        return OCPP_16 if number < many * self.share_16 else OCPP_201

    def _told(
        self, many: int, tries: Counter[int], let_in: Counter[int], back: list[float], most_online: int
    ) -> dict[str, Any]:
        def within(share: float) -> float | None:
            place = int(many * share) - 1
            return round(back[place] / 60, 1) if place < len(back) else None

        first = sum(count for second, count in tries.items() if second < CUT_AFTER)
        return {
            "chargers": self.chargers,
            "let_in_per_s": self.rate,
            "least_minutes": round(self.chargers / self.rate / 60, 1),
            "half_back_minutes": within(0.5),
            "99_percent_back_minutes": within(0.99),
            "all_back_minutes": within(1.0),
            "tries_per_charger": round(first / many, 1),
            "most_tries_per_s": round(_most_after(tries, 0) * self.stands_for / 60),
            "most_let_in_per_s": round(_most_after(let_in, 0) * self.stands_for / 60),
            "most_online": most_online * self.stands_for,
            "after_two_hours_most_let_in_per_s": round(_most_after(let_in, CUT_AFTER) * self.stands_for / 60),
            "after_two_hours_refused": _refused_after(tries, let_in) * self.stands_for,
        }


def _per_minute(counted: Counter[int]) -> Counter[int]:
    found: Counter[int] = Counter()
    for second, count in counted.items():
        found[second // 60] += count
    return found


def _most_after(counted: Counter[int], second: float) -> int:
    """In the fullest minute from then on."""
    late = Counter({at: count for at, count in counted.items() if at >= second})
    return max(_per_minute(late).values(), default=0)


def _refused_after(tries: Counter[int], let_in: Counter[int]) -> int:
    return sum(count - let_in[at] for at, count in tries.items() if at >= CUT_AFTER)
