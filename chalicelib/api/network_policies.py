"""The policy of a network: read, edited, begun with a preset; and how it came to be."""

from typing import Annotated, Any

from pydantic import AwareDatetime, Field, model_validator

from chalicelib.api.edge import Api, Who
from chalicelib.api.policies import UNSET, PolicyOut, RulesSaid
from chalicelib.api.policy_edits import NetworkPolicyChange
from chalicelib.api.schema import Id, Items, Out, Paging
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Wanted
from chalicelib.networks.policy_history import KnownChange
from chalicelib.networks.rules import Network
from chalicelib.policies.changes import RuleChange, Scope
from chalicelib.policies.presets import PRESETS, Preset, PresetId
from chalicelib.wiring import services

api = Api(__name__)


class NetworkPolicyOut(PolicyOut):
    """A network's policy, with the network's ETag."""

    version: Annotated[int, Field(exclude=True)] = UNSET

    @classmethod
    def of_network(cls, network: Network) -> "NetworkPolicyOut":
        """Of the version that the network is at."""
        return cls(**vars(PolicyOut.of(network.policy)), version=network.version)


class PresetOut(Out):
    """A policy to begin with, and for whom it is. Fees are the owner's to set, in a currency of theirs."""

    preset: PresetId
    name: str
    description: str
    policy: PolicyOut

    @classmethod
    def of(cls, preset_id: PresetId, preset: Preset) -> "PresetOut":
        """The whole of it."""
        policy = PolicyOut.of(preset.policy)
        return cls(preset=preset_id, name=preset.name, description=preset.description, policy=policy)


class ChangesQuery(Paging):
    """Which changes: all, those of a station and its chargers, or those of a charger."""

    station_id: Id | None = None
    charger_id: Id | None = None

    @model_validator(mode="after")
    def _is_clear(self) -> "ChangesQuery":
        if self.station_id is not None and self.charger_id is not None:
            raise ValueError("station_id or charger_id, not both")
        return self


class ChangedBy(Out):
    """Who made a change; the name is null when that account is gone."""

    account_id: str
    name: str | None


class RuleChangeOut(Out):
    """One rule before and after, each as in a policy.

    What was, or is, not said there tells null and said_before, or said_after, false: it is inherited.
    """

    rule: str
    member_class: str | None = Field(description="For the members of which class; null: for all.")
    before: Any
    after: Any
    said_before: bool
    said_after: bool

    @classmethod
    def of(cls, change: RuleChange) -> "RuleChangeOut":
        """Values as a policy shows them."""
        return cls(
            rule=change.rule,
            member_class=change.member_class,
            before=_shown(change.rule, change.before) if change.said_before else None,
            after=_shown(change.rule, change.after) if change.said_after else None,
            said_before=change.said_before,
            said_after=change.said_after,
        )


class PolicyChangeOut(Out):
    """What somebody changed at once in one place, which is named as it was then."""

    change_id: str
    at: AwareDatetime
    by: ChangedBy
    scope: Scope
    network_id: str
    station_id: str | None
    station_name: str | None
    charger_id: str | None
    charger_name: str | None
    rules: list[RuleChangeOut]

    @classmethod
    def of(cls, known: KnownChange) -> "PolicyChangeOut":
        """For members."""
        change, place = known.change, known.change.place
        return cls(
            change_id=change.change_id,
            at=change.at,
            by=ChangedBy(account_id=change.by, name=known.account.name if known.account else None),
            scope=place.scope,
            network_id=place.network_id,
            station_id=place.station_id,
            station_name=place.station_name,
            charger_id=place.charger_id,
            charger_name=place.charger_name,
            rules=[RuleChangeOut.of(rule) for rule in change.rules],
        )


def _shown(rule: str, value: Any) -> Any:
    return RulesSaid.model_validate({rule: value}).model_dump(mode="json")[rule]


@api.route("/policy-presets", methods=["GET"], who=Who.PUBLIC)
def list_policy_presets() -> Items[PresetOut]:
    """Policies to begin with."""
    return Items(items=[PresetOut.of(preset_id, preset) for preset_id, preset in PRESETS.items()])


@api.route("/networks/{network_id}/policy", methods=["GET"], who=Who.ANYONE)
def read_network_policy(network_id: str, caller: Caller | None) -> NetworkPolicyOut:
    """How a network shares its chargers."""
    return NetworkPolicyOut.of_network(services().networks.visible(network_id, caller).network)


@api.route("/networks/{network_id}/policy", methods=["PATCH"], who=Who.MANAGER)
def edit_network_policy(
    network_id: str, caller: Caller, body: NetworkPolicyChange, if_match: int | None
) -> NetworkPolicyOut:
    """Change rules of a network, or begin anew with a preset."""
    networks = services().networks
    standing = networks.edit_policy(network_id, caller, body.said(), body.preset, if_match)
    return NetworkPolicyOut.of_network(standing.network)


@api.route("/networks/{network_id}/policy-changes", methods=["GET"], who=Who.MEMBER)
def list_policy_changes(network_id: str, caller: Caller, query: ChangesQuery) -> Items[PolicyChangeOut]:
    """Who changed which rule of a network, its stations and chargers, and when; newest first."""
    wanted = Wanted(query.limit, query.cursor)
    found = services().policy_history.changes(network_id, caller, wanted, query.station_id, query.charger_id)
    return Items[PolicyChangeOut](**vars(found.of(PolicyChangeOut.of)))
