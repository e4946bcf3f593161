"""What becomes of a network when it is made, edited, or gets another join code."""

from dataclasses import replace
from datetime import datetime
from typing import Any, TypedDict

from chalicelib.kernel.errors import Invalid, Refused
from chalicelib.networks.codes import new_join_code
from chalicelib.networks.rules import JoinCode, Joining, Network, Visibility
from chalicelib.policies.faults import policy_faults
from chalicelib.policies.rules import Override, Policy


class NetworkEdit(TypedDict, total=False):
    """The changes to a network; what is absent stays."""

    name: str
    description: str | None
    visibility: Visibility
    joining: Joining
    email_domains: tuple[str, ...]
    policy: Override


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
    """`network` after `edit`. It has a join code if and only if it is joined by one.

    Raises Invalid("invalid_request") for a policy that cannot be.
    """
    fields: dict[str, Any] = {name: value for name, value in edit.items() if name != "policy"}
    policy = replace(network.policy, **edit.get("policy", {}))
    faults = policy_faults(policy)
    if faults:
        errors = [{"field": f"policy.{fault.field}", "detail": fault.detail} for fault in faults]
        raise Invalid("invalid_request", "Some of what was sent cannot be used.", errors=errors)
    after = replace(network, **fields, policy=policy, version=network.version + 1)
    if after.joining is Joining.RESTRICTED:
        return replace(after, join_code=None)
    return replace(after, join_code=after.join_code or JoinCode(new_join_code()))


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
