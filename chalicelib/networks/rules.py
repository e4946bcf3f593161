"""Networks, who belongs to them, and what their policy asks. Access is decided on a Standing, here alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

GRIDS = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 30, 60))
LONGEST = {
    "min_duration": timedelta(days=1),
    "max_duration": timedelta(days=7),
    "max_advance": timedelta(days=366),
    "cancel_until": timedelta(days=30),
    "early_start": timedelta(hours=24),
}
MOST_ACTIVE = 1000


class Visibility(StrEnum):
    """Who may know that a network exists: its members alone, or anyone."""

    PRIVATE = "private"
    PUBLIC = "public"


class Joining(StrEnum):
    """How one becomes a member: by invitation only, or also with the join code."""

    RESTRICTED = "restricted"
    SHARED_CODE = "shared_code"


class Role(StrEnum):
    """What a member may do. An owner may all that a manager may, and a manager all that a member may."""

    OWNER = "owner"
    MANAGER = "manager"
    MEMBER = "member"


@dataclass(frozen=True)
class Fault:
    """A field that cannot be as it was sent, and why."""

    field: str
    detail: str


@dataclass(frozen=True)
class Policy:
    """How a network shares its chargers. None sets no limit."""

    grid: timedelta = timedelta(minutes=15)
    """Bookings start and end on this grid."""
    min_duration: timedelta | None = timedelta(minutes=15)
    max_duration: timedelta | None = timedelta(hours=4)
    max_advance: timedelta | None = timedelta(days=14)
    """How far ahead one may book."""
    max_active: int | None = 3
    """Bookings not yet over, per member."""
    cancel_until: timedelta | None = timedelta(0)
    """How long before its start a booking can still be cancelled; 0: until it starts; None: until it ends."""
    walk_up: bool = True
    """Whether a member may charge without a booking while nobody else has booked."""
    early_start: timedelta | None = timedelta(minutes=10)
    """How long before its start the booker may begin on a free charger; None: as soon as it is free."""


def policy_faults(policy: Policy) -> list[Fault]:
    """Every reason why a network cannot have this policy; fields are named as in the API."""
    found = list(_length_faults(policy))
    if policy.grid not in GRIDS:
        found.append(Fault("grid_minutes", "The grid is 5, 10, 15, 30 or 60 minutes."))
    else:
        found += [
            Fault(f"{name}_minutes", "This is a multiple of the grid.")
            for name in ("min_duration", "max_duration")
            if (length := getattr(policy, name)) is not None and length % policy.grid
        ]
    if policy.max_active is not None and not 1 <= policy.max_active <= MOST_ACTIVE:
        found.append(Fault("max_active", f"Between 1 and {MOST_ACTIVE}, or no limit."))
    shortest, longest = policy.min_duration, policy.max_duration
    if shortest is not None and longest is not None and shortest > longest:
        found.append(Fault("min_duration_minutes", "The shortest booking is no longer than the longest."))
    return found


def _length_faults(policy: Policy) -> Iterator[Fault]:
    for name, longest in LONGEST.items():
        length = getattr(policy, name)
        if length is None:
            continue
        may_be_zero = name in ("cancel_until", "early_start")
        if length < timedelta(0) or (not length and not may_be_zero):
            yield Fault(f"{name}_minutes", "Zero or more." if may_be_zero else "More than zero.")
        elif length > longest:
            yield Fault(f"{name}_minutes", f"At most {longest // timedelta(minutes=1)}.")


@dataclass(frozen=True)
class JoinCode:
    """What may be typed to join a network; `code` without its dash, lower case."""

    code: str
    enabled: bool = True
    expires_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether it can be used now; at `expires_at` it no longer can."""
        return self.enabled and (self.expires_at is None or now < self.expires_at)


@dataclass(frozen=True)
class Network:
    """A circle of people and their stations."""

    network_id: str
    name: str
    description: str | None
    visibility: Visibility
    joining: Joining
    email_domains: tuple[str, ...]
    """With a join code, addresses of these domains only; empty: of any. Lower case."""
    policy: Policy
    join_code: JoinCode | None
    created_at: datetime
    version: int


@dataclass(frozen=True)
class Membership:
    """One account in one network. A blocked one is kept so that the account cannot join again."""

    network_id: str
    account_id: str
    role: Role
    joined_at: datetime
    member_class: str | None = None
    """Members of a class may have terms of their own."""
    blocked: bool = False


@dataclass(frozen=True)
class Standing:
    """How somebody, or nobody in particular, stands to a network."""

    network: Network
    membership: Membership | None = None

    @property
    def is_member(self) -> bool:
        """Whether it is a member, of whatever role; a blocked one is a stranger."""
        return self.membership is not None and not self.membership.blocked

    @property
    def role(self) -> Role | None:
        """The role, None for strangers."""
        return self.membership.role if self.membership and not self.membership.blocked else None

    @property
    def may_see(self) -> bool:
        """Whether the network and what belongs to it exist for them at all."""
        return self.is_member or self.network.visibility is Visibility.PUBLIC

    @property
    def may_manage(self) -> bool:
        """Whether they may change the network, its stations, its members and its invitations."""
        return self.role in (Role.OWNER, Role.MANAGER)

    @property
    def is_owner(self) -> bool:
        """Whether they may also change roles and hand over."""
        return self.role is Role.OWNER
