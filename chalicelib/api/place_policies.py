"""What stations and chargers say instead of their network's policy."""

from typing import Annotated

from pydantic import Field

from chalicelib.api.edge import Api, Who
from chalicelib.api.policies import PolicyOut, PolicySaid
from chalicelib.api.policy_edits import PlacePolicyChange
from chalicelib.api.schema import Out
from chalicelib.kernel.caller import Caller
from chalicelib.stations.place_policies import PlacePolicy
from chalicelib.wiring import services

api = Api(__name__)


class PlacePolicyOut(Out):
    """The rules of a station or a charger, with its ETag."""

    own: PolicySaid = Field(description="Only what is said here.")
    in_force: PolicyOut = Field(description="All that holds here; `classes` tells what differs for a class.")
    inherited: PolicyOut = Field(description="What would hold if nothing were said here.")
    version: Annotated[int, Field(exclude=True)]

    @classmethod
    def of(cls, policy: PlacePolicy) -> "PlacePolicyOut":
        """The whole of it."""
        return cls(
            own=PolicySaid.saying(policy.own),
            in_force=PolicyOut.of(policy.in_force),
            inherited=PolicyOut.of(policy.inherited),
            version=policy.version,
        )


@api.route("/stations/{station_id}/policy", methods=["GET"], who=Who.ANYONE)
def read_station_policy(station_id: str, caller: Caller | None) -> PlacePolicyOut:
    """How a station's chargers are shared, and where that differs from its network."""
    return PlacePolicyOut.of(services().place_policies.at_station(station_id, caller))


@api.route("/stations/{station_id}/policy", methods=["PATCH"], who=Who.MANAGER)
def edit_station_policy(
    station_id: str, caller: Caller, body: PlacePolicyChange, if_match: int | None
) -> PlacePolicyOut:
    """Change rules of a station, or inherit them again."""
    policies = services().place_policies
    return PlacePolicyOut.of(policies.edit_station(station_id, caller, body.edit(), if_match))


@api.route("/chargers/{charger_id}/policy", methods=["GET"], who=Who.ANYONE)
def read_charger_policy(charger_id: str, caller: Caller | None) -> PlacePolicyOut:
    """How a charger is shared, and where that differs from its station and network."""
    return PlacePolicyOut.of(services().place_policies.at_charger(charger_id, caller))


@api.route("/chargers/{charger_id}/policy", methods=["PATCH"], who=Who.MANAGER)
def edit_charger_policy(
    charger_id: str, caller: Caller, body: PlacePolicyChange, if_match: int | None
) -> PlacePolicyOut:
    """Change rules of a charger, or inherit them again."""
    policies = services().place_policies
    return PlacePolicyOut.of(policies.edit_charger(charger_id, caller, body.edit(), if_match))
