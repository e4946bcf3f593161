"""What a policy comes down to for one member at one charger."""

from dataclasses import dataclass, replace
from datetime import timedelta

from chalicelib.networks.rules import Standing
from chalicelib.policies.resolving import resolved
from chalicelib.policies.rules import Policy
from chalicelib.stations.rules import Charger

LONGEST_WALK_UP = timedelta(hours=24)
"""Where the policy sets no longest time: slots are taken no further ahead than this."""


@dataclass(frozen=True)
class BookingTerms:
    """OCPI 2.3.0's booking terms, and all else that the community agreed on."""

    policy: Policy
    """As it holds for this member at this charger: it has no classes any more."""
    is_member: bool = True
    member_class: str | None = None

    @property
    def longest_walk_up(self) -> timedelta:
        """How long one may charge unbooked."""
        return min(self.policy.max_duration or LONGEST_WALK_UP, LONGEST_WALK_UP)

    @property
    def earliest(self) -> timedelta:
        """How long before its start a booking may begin."""
        return LONGEST_WALK_UP if self.policy.early_start is None else self.policy.early_start


def terms_of(standing: Standing, charger: Charger) -> BookingTerms:
    """The terms of a charger for whoever stands so to its network."""
    network, member_class = standing.network.policy, standing.member_class
    policy = resolved(network, charger.station_policy, charger.policy, member_class=member_class)
    return BookingTerms(replace(policy, classes={}), standing.is_member, member_class)
