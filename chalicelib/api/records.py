"""How members have kept to a network's rules."""

from pydantic import AwareDatetime, Field

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Out
from chalicelib.bookings.records import Record
from chalicelib.kernel.caller import Caller
from chalicelib.wiring import services

api = Api(__name__)


class StrikeOut(Out):
    """One time that somebody did not come, or did not leave."""

    at: AwareDatetime
    why: str = Field(examples=["no_show", "overstay"])
    booking_id: str


class StandingOut(Out):
    """A member's strikes, and what they lead to, by the network's policy for their class."""

    account_id: str
    network_id: str
    strikes: list[StrikeOut] = Field(description="All that are remembered, the latest first.")
    counting: int = Field(description="How many of them are within the days that count.")
    allowed: int | None = Field(description="So many suspend; null: the policy suspends nobody.")
    suspended_until: AwareDatetime | None
    active: int = Field(description="Bookings that are not over.")

    @classmethod
    def of(cls, record: Record) -> "StandingOut":
        """As it is kept."""
        return cls.model_validate(record)


@api.route("/networks/{network_id}/standing", methods=["GET"], who=Who.MEMBER)
def show_my_standing(network_id: str, caller: Caller) -> StandingOut:
    """My own strikes in a network."""
    return StandingOut.of(services().records.mine(network_id, caller))


@api.route("/networks/{network_id}/members/{account_id}/standing", methods=["GET"], who=Who.MANAGER)
def show_standing(network_id: str, account_id: str, caller: Caller) -> StandingOut:
    """A member's strikes."""
    return StandingOut.of(services().records.of(network_id, account_id, caller))


@api.route("/networks/{network_id}/members/{account_id}/pardon", methods=["POST"], who=Who.MANAGER)
def pardon_member(network_id: str, account_id: str, caller: Caller) -> StandingOut:
    """Forget a member's strikes, and with them a suspension. Twice is as good as once."""
    return StandingOut.of(services().records.pardon(network_id, account_id, caller))
