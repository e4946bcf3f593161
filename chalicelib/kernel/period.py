"""Half-open stretches of time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, order=True)
class Period:
    """`[start, end)`, both aware and start before end; kept in UTC so that equal instants compare equal."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None or self.start >= self.end:
            raise ValueError("a period has two aware instants, start before end")
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))

    @property
    def duration(self) -> timedelta:
        """How long it lasts; real time, so a clock change in between does not show."""
        return self.end - self.start

    def overlaps(self, other: "Period") -> bool:
        """Back to back is no overlap."""
        return self.start < other.end and other.start < self.end

    def has(self, instant: datetime) -> bool:
        """The start belongs to it, the end does not."""
        return self.start <= instant < self.end
