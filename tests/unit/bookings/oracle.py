"""What the engine must do, in the simplest way: a list of bookings, compared and counted one by one."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.policies.rules import Measure, Policy

BERLIN = ZoneInfo("Europe/Berlin")
SLOT = timedelta(minutes=5)
QUARTER = timedelta(minutes=15)
NOTHING = timedelta(0)
A_DAY = timedelta(hours=24)
OPEN = "RESERVED"


@dataclass
class Row:
    """One booking, or walk-up."""

    charger: str
    driver: str
    start: datetime
    end: datetime
    policy: Policy
    """That it was made under."""
    walk_up: bool = False
    state: str = OPEN
    session: str | None = None
    began: datetime | None = None
    """Before its start."""
    left: datetime | None = None
    """When its session ended, or when it was released."""

    @property
    def held(self) -> tuple[datetime, datetime] | None:
        """What nobody else may have."""
        start = self.began or self.start
        if self.state == OPEN:
            return start, self.end + (self.policy.buffer or NOTHING)
        if self.state == "FULFILLED" and self.left and self.left > start:
            return start, self.left
        return None

    @property
    def used(self) -> tuple[datetime, datetime] | None:
        """What counts as its driver's."""
        start = self.began or self.start
        if self.state == OPEN:
            return self.start, self.end
        if self.state in ("FULFILLED", "NO_SHOW"):
            return start, max(start, min(self.left or self.end, self.end))
        return None

    @property
    def lapses(self) -> datetime:
        """When its driver has not come."""
        timeout = self.policy.noshow_timeout
        return self.end if timeout is None else min(self.start + timeout, self.end)


@dataclass
class Oracle:
    """All bookings of one station. Times are on the quarter, now is on the slot."""

    now: datetime
    policy: Policy
    rows: dict[str, Row] = field(default_factory=dict)

    def mine(self, driver: str) -> list[str]:
        """Ids of what a driver has open."""
        return [name for name, row in self.rows.items() if row.driver == driver and row.state == OPEN]

    def book(self, charger: str, driver: str, start: datetime, end: datetime) -> list[str]:
        """Why it must be refused."""
        return sorted(self._refusals(charger, driver, start, end, None))

    def change(self, name: str, start: datetime, end: datetime) -> list[str]:
        """Why it must be refused."""
        row = self.rows[name]
        found = self._refusals(row.charger, row.driver, start, end, row)
        if row.state != OPEN or (row.walk_up and (end < row.end or start != row.start)):
            found.append("too_late_to_change")
        elif start != row.start:
            latest = row.start - (row.policy.change_until or NOTHING)
            if self.now >= row.start or row.session or self.now > latest:
                found.append("too_late_to_change")
        return sorted(found)

    def changed(self, name: str, start: datetime, end: datetime) -> None:
        """It was; what only gives back, or goes on, keeps its terms."""
        row = self.rows[name]
        if not (row.start <= start and end <= row.end) and not row.session:
            row.policy = self.policy
        row.start, row.end = start, end

    def cancel(self, name: str) -> list[str]:
        """Why it must be refused."""
        row = self.rows[name]
        until = row.policy.cancel_until
        is_late = until is not None and self.now > row.start - until
        return ["too_late_to_cancel"] if row.state != OPEN or row.session or is_late else []

    def _refusals(
        self, charger: str, driver: str, start: datetime, end: datetime, old: Row | None
    ) -> list[str]:
        policy, now = self.policy, self.now
        gives_back = old is not None and old.start <= start and end <= old.end
        is_extension = old is not None and old.start == start
        is_unbooked = old is not None and old.walk_up
        new_edges = {start, end} - ({old.start, old.end} if old else set())
        longest = policy.max_duration or (A_DAY if is_unbooked else None)
        checks = {
            "too_short": policy.min_duration is not None
            and not is_unbooked
            and end - start < policy.min_duration,
            "too_long": not gives_back and longest is not None and end - start > longest,
            "walk_up_not_allowed": is_unbooked and not gives_back and not policy.walk_up,
            "off_grid": is_unbooked and any(edge.minute % 15 or edge.second for edge in new_edges),
            "in_past": end <= now or (not is_extension and start + QUARTER <= now),
            "too_far_ahead": not gives_back
            and policy.max_advance is not None
            and start - now > policy.max_advance,
            "too_soon": bool(policy.min_notice)
            and not is_extension
            and not gives_back
            and start - now < (policy.min_notice or NOTHING),
        }
        found = [code for code, is_so in checks.items() if is_so]
        if not gives_back:
            active = [
                row
                for row in self.rows.values()
                if row is not old and row.driver == driver and row.state == OPEN and not row.walk_up
                if now < row.end
            ]
            if policy.max_active is not None and not is_unbooked and len(active) >= policy.max_active:
                found.append("too_many_active")
            found += self.over_share(driver, start, end, old)
        keeps = old is not None and (gives_back or bool(old.session))
        buffer = old.policy.buffer if keeps and old else policy.buffer
        if self.is_taken(charger, start, end + (buffer or NOTHING), old):
            found.append("overlaps")
        return found

    def is_taken(self, charger: str, start: datetime, end: datetime, but_for: Row | None = None) -> bool:
        """Whether somebody has any of that time."""
        return any(
            row is not but_for
            and row.charger == charger
            and row.held
            and row.held[0] < end
            and start < row.held[1]
            for row in self.rows.values()
        )

    def over_share(self, driver: str, start: datetime, end: datetime, old: Row | None = None) -> list[str]:
        """Quotas of a day, and the cooldown: the station is one."""
        others = [
            row.used
            for row in self.rows.values()
            if row is not old and row.driver == driver and row.used is not None
        ]
        today = [used for used in others if _day(used[0]) == _day(start)]
        found = []
        for quota in self.policy.quotas:
            if quota.measure is Measure.HOURS:
                minutes = sum((until - since for since, until in today), end - start) / timedelta(minutes=1)
                is_over = minutes > quota.most * 60
            else:
                is_over = sum(until > since for since, until in today) + 1 > quota.most
            if is_over:
                found.append("quota_exceeded")
        gap = self.policy.cooldown
        if gap and any(since < end + gap and start < until + gap for since, until in others):
            found.append("cooldown")
        return found

    def turn(self, charger: str, driver: str) -> tuple[list[str], str | None, datetime | None]:
        """Why they may not charge now; else under which booking, or until when unbooked."""
        here = sorted(
            (row.held[0], name) for name, row in self.rows.items() if row.charger == charger and row.held
        )
        holder = next((name for start, name in here if start <= self.now < self._until(name)), None)
        if holder:
            is_theirs = self.rows[holder].driver == driver and self.rows[holder].state == OPEN
            return ([], holder, None) if is_theirs else (["not_your_turn"], None, None)
        following = next((name for start, name in here if start > self.now), None)
        theirs = following if following and self.rows[following].driver == driver else None
        if theirs and self.now >= self.rows[theirs].start - (self.rows[theirs].policy.early_start or NOTHING):
            return [], theirs, None
        refused = [] if self.policy.walk_up else ["walk_up_not_allowed"]
        end = self._walk_up_end(charger, driver)
        if end is None:
            return [*refused, "not_your_turn"], None, None
        if theirs and end >= self.rows[theirs].start - (self.policy.buffer or NOTHING):
            return refused, theirs if not refused else None, None
        refused += self.over_share(driver, self.now, end)
        return sorted(refused), None, None if refused else end

    def _until(self, name: str) -> datetime:
        held = self.rows[name].held
        assert held
        return held[1]

    def _walk_up_end(self, charger: str, driver: str) -> datetime | None:
        """Slot by slot, as long as nobody is in the way and hours are left; None: not even one slot."""
        longest = self.policy.max_duration or A_DAY
        buffer, end = self.policy.buffer or NOTHING, self.now
        while end + SLOT <= self.now + longest and not self.is_taken(charger, self.now, end + SLOT + buffer):
            end += SLOT
        if end == self.now:
            return None
        while end > self.now + SLOT and self._is_over_hours(driver, end):
            end -= SLOT
        return end

    def _is_over_hours(self, driver: str, end: datetime) -> bool:
        used = [row.used for row in self.rows.values() if row.driver == driver and row.used is not None]
        today = [until - since for since, until in used if _day(since) == _day(self.now)]
        minutes = sum(today, end - self.now) / timedelta(minutes=1)
        return any(
            quota.measure is Measure.HOURS and minutes > quota.most * 60 for quota in self.policy.quotas
        )

    def settled(self) -> None:
        """Who has not come in time has lost it."""
        for row in self.rows.values():
            if row.state == OPEN and not row.session and self.now >= row.lapses:
                row.state, row.left = "NO_SHOW", self.now


def _day(instant: datetime) -> date:
    return instant.astimezone(BERLIN).date()
