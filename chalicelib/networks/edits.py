"""What becomes of a network when it is made, edited, or gets another join code."""

from dataclasses import replace
from datetime import datetime
from typing import Any, TypedDict

from chalicelib.kernel.errors import Refused
from chalicelib.networks.codes import new_join_code
from chalicelib.networks.rules import JoinCode, Joining, Network, Visibility
from chalicelib.policies import edits
from chalicelib.policies.changes import Place, PolicyChange, rule_changes
from chalicelib.policies.faults import policy_faults
from chalicelib.policies.presets import PRESETS, PresetId
from chalicelib.policies.rules import Override, Policy
from chalicelib.policies.written import written


class NetworkEdit(TypedDict, total=False):
    """The changes to a network; what is absent stays."""

    name: str
    description: str | None
    visibility: Visibility
    joining: Joining
    email_domains: tuple[str, ...]
    policy: Override
    """Some rules; of `classes`, those that change, and None for a class of which nothing more is said."""
    preset: PresetId
    """What the policy is first; then `policy` changes it."""


class JoinCodeEdit(TypedDict, total=False):
    """The changes to a join code; what is absent stays."""

    enabled: bool
    expires_at: datetime | None


def new_network(network_id: str, edit: NetworkEdit, now: datetime) -> Network:
    """A network that is private and joined by invitation, as far as `edit` does not say otherwise.

    Raises Invalid("invalid_request").
    """
    blank = Network(
        network_id=network_id,
        name="",
        description=None,
        visibility=Visibility.PRIVATE,
        joining=Joining.RESTRICTED,
        email_domains=(),
        policy=Policy(),
        join_code=None,
        created_at=now,
        version=0,
    )
    return edited(blank, edit)


def edited(network: Network, edit: NetworkEdit) -> Network:
    """`network` after `edit`, one version on if it changed. It has a join code if it is joined by one.

    Raises Invalid("invalid_request", "policy_too_large") for a policy that cannot be.
    """
    fields: dict[str, Any] = {name: value for name, value in edit.items() if name not in ("policy", "preset")}
    policy = _policy_after(network.policy, edit.get("policy", {}), edit.get("preset"), "policy.")
    after = replace(network, **fields, policy=policy)
    is_restricted = after.joining is Joining.RESTRICTED
    code = None if is_restricted else after.join_code or JoinCode(new_join_code())
    return _moved_on(network, replace(after, join_code=code))


def with_policy(network: Network, said: Override, preset: PresetId | None) -> Network:
    """`network` with `said` on top of its own policy, or of the preset's. Raises as edited."""
    return _moved_on(network, replace(network, policy=_policy_after(network.policy, said, preset, "")))


def policy_change(
    before: Network | None, now: Network, change_id: str, by: str, at: datetime
) -> PolicyChange | None:
    """What an account changed of the policy; all of it where there was no network, None where nothing."""
    rules = rule_changes(written(before.policy) if before else {}, written(now.policy))
    return PolicyChange(change_id, Place(now.network_id), by, at, rules) if rules else None


def _policy_after(policy: Policy, said: Override, preset: PresetId | None, under: str) -> Policy:
    after = edits.edited(PRESETS[preset].policy if preset else policy, said)
    if after != policy:
        edits.check(policy_faults(after), under)
        edits.check_size(vars(after))
    return after


def _moved_on(before: Network, after: Network) -> Network:
    return after if after == before else replace(after, version=before.version + 1)


def with_new_code(network: Network, expires_at: datetime | None) -> Network:
    """`network` with another join code, enabled; the old one is void. Raises Refused("no_join_code")."""
    _check_code(network)
    return replace(
        network, join_code=JoinCode(new_join_code(), expires_at=expires_at), version=network.version + 1
    )


def with_code_edited(network: Network, edit: JoinCodeEdit) -> Network:
    """`network` with the same join code, switched or with another end. Raises Refused("no_join_code")."""
    code = _check_code(network)
    return replace(network, join_code=replace(code, **edit), version=network.version + 1)


def _check_code(network: Network) -> JoinCode:
    if network.join_code is None:
        raise Refused("no_join_code", "This network is joined by invitation only.")
    return network.join_code
