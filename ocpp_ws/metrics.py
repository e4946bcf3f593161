"""What a gateway's process has done, in Prometheus' text form."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

UP_TO = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds."""
MOST_ACTIONS = 150
"""All that the versions have. Whatever else chargers make up is "other"."""
ANSWER, OTHER = "answer", "other"
_CALL = re.compile(r'\s*\[\s*2\s*,\s*(?:"[^"]{0,255}"|[0-9]+)\s*,\s*"([A-Za-z0-9]{1,64})"')


def action_of(text: str) -> str:
    """What a frame asks, by sight; "answer" for one that asks nothing, "other" for one that is unclear."""
    found = _CALL.match(text)
    if found is not None:
        return found[1]
    return ANSWER if text.startswith(("[3", "[4")) else OTHER


@dataclass
class Metrics:
    """Counters and gauges. Only for the event loop's thread; reading a figure from another is harmless."""

    messages: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    """Answered by a CALLERROR."""
    seconds: dict[str, float] = field(default_factory=dict)
    slower: Counter[int] = field(default_factory=Counter)
    """By the place in UP_TO."""
    connects: Counter[str] = field(default_factory=Counter)
    """By how they ended: accepted, refused, busy, unavailable."""
    in_hand: int = 0
    """Messages that have been read and not been answered."""

    def handled(self, action: str, seconds: float, *, is_error: bool) -> None:
        """A message was answered, `seconds` after it was read."""
        if action not in self.messages and len(self.messages) >= MOST_ACTIONS:
            action = OTHER
        self.messages[action] += 1
        self.errors[action] += is_error
        self.seconds[action] = self.seconds.get(action, 0.0) + seconds
        self.slower[bisect_left(UP_TO, seconds)] += 1

    def text(self, *, connections: int, storage_away: bool) -> str:
        """All of it (Prometheus, text-based format 0.0.4)."""
        lines = [
            *_metric("connections", "gauge", {"": connections}),
            *_metric("messages_in_hand", "gauge", {"": self.in_hand}),
            *_metric("storage_away", "gauge", {"": int(storage_away)}),
            *_metric("connects_total", "counter", _labelled("outcome", self.connects)),
            *_metric("messages_total", "counter", _labelled("action", self.messages)),
            *_metric("errors_total", "counter", _labelled("action", self.errors)),
            *_metric("message_seconds_total", "counter", _labelled("action", self.seconds)),
            *self._histogram(),
        ]
        return "\n".join(lines) + "\n"

    def _histogram(self) -> list[str]:
        name, total = "plugnexus_ocpp_answer_seconds", 0
        lines = [f"# TYPE {name} histogram"]
        for place, edge in enumerate((*UP_TO, "+Inf")):
            total += self.slower[place]
            lines.append(f'{name}_bucket{{le="{edge}"}} {total}')
        return [*lines, f"{name}_sum {sum(self.seconds.values()):.6f}", f"{name}_count {total}"]


def _labelled(label: str, values: Counter[str] | dict[str, float]) -> dict[str, float]:
    return {f'{{{label}="{name}"}}': value for name, value in sorted(dict(values).items())}


def _metric(name: str, kind: str, values: dict[str, float] | dict[str, int]) -> list[str]:
    whole = f"plugnexus_ocpp_{name}"
    return [f"# TYPE {whole} {kind}", *(f"{whole}{label} {value}" for label, value in values.items())]
