"""Networks, who belongs to them, and Access is decided on a Standing, here alone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.policies.rules import Policy


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

    @property
    def may_manage(self) -> bool:
        """Whether they may do what managers do."""
        return not self.blocked and self.role in (Role.OWNER, Role.MANAGER)


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
    def member_class(self) -> str | None:
        """The class, None for strangers and for members of no class."""
        return self.membership.member_class if self.membership and not self.membership.blocked else None

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
        return self.membership is not None and self.membership.may_manage

    @property
    def is_owner(self) -> bool:
        """Whether they may also change roles and hand over."""
        return self.role is Role.OWNER
