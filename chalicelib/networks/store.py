"""Networks and their join codes in DynamoDB."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from pynamodb.expressions.update import Action

from chalicelib.kernel.errors import Stale, not_found
from chalicelib.networks.items import (
    JoinAttemptsItem,
    JoinCodeItem,
    MemberItem,
    NetworkItem,
    NetworksItem,
)
from chalicelib.networks.policy_store import recorded
from chalicelib.networks.rules import Membership, Network, Standing
from chalicelib.policies import written
from chalicelib.policies.changes import PolicyChange
from chalicelib.table import (
    ConditionFailed,
    Look,
    Write,
    assign,
    attempt,
    delete,
    look,
    put,
    transact,
    update,
)


class DynamoNetworks:
    """What the services of networks ask of storage. A write whose premises moved raises Stale."""

    def standing(self, network_id: str, account_id: str | None) -> Standing:
        """One consistent request. Raises NotFound."""
        (standing,) = look(standing_of(network_id, account_id))
        if standing is None:
            raise not_found("network")
        return cast("Standing", standing)

    def networks(self, network_ids: Iterable[str]) -> dict[str, Network]:
        """Those that exist, by id; one request per hundred."""
        keys = [(f"NETWORK#{network_id}", "META") for network_id in set(network_ids)]
        found = [item.network() for item in NetworkItem.batch_get(keys, consistent_read=True)]
        return {network.network_id: network for network in found}

    def add(self, network: Network, owner: Membership, change: PolicyChange | None) -> None:
        """A new network with its first owner. Raises Stale if another has its join code."""
        item = NetworkItem.under(network.network_id)
        for name, value in _kept(network).items():
            setattr(item, name, value)
        item.created_at = network.created_at
        item.owners = 1
        item.version = network.version
        writes = [put("network", item, NetworkItem.pk.does_not_exist()), put("owner", MemberItem.of(owner))]
        writes += recorded(change)
        if network.join_code:
            writes.append(_claim(network.join_code.code, network.network_id))
        _transact(writes)

    def replace(self, before: Network, now: Network, change: PolicyChange | None) -> None:
        """`now` in place of `before`. Raises Stale if that moved, or if another has its join code."""
        item = NetworkItem.under(now.network_id)
        actions: list[Action] = [NetworkItem.version.set(now.version)]
        actions += [assign(getattr(NetworkItem, name), value) for name, value in _kept(now).items()]
        writes = [update("network", item, actions, NetworkItem.version == before.version), *recorded(change)]
        old, new = (network.join_code and network.join_code.code for network in (before, now))
        if old and old != new:
            writes.append(delete("old_code", JoinCodeItem.of(old)))
        if new and new != old:
            writes.append(_claim(new, now.network_id))
        _transact(writes)

    def network_of_code(self, code: str) -> str | None:
        """The network whose join code this is."""
        try:
            key = JoinCodeItem.of(code)
            return JoinCodeItem.get(key.pk, key.sk, consistent_read=True).network_id
        except JoinCodeItem.DoesNotExist:
            return None

    def count_attempt(self, account_id: str, window_start: datetime, window: timedelta, most: int) -> bool:
        """One more tried join code in this window, unless `most` are reached: then False."""
        item = _attempts(account_id, window_start)
        ends = int((window_start + window).timestamp())
        return attempt(
            lambda: item.update(
                [
                    JoinAttemptsItem.tried.add(1),
                    JoinAttemptsItem.expires.set(ends),
                    JoinAttemptsItem.kind.set(JoinAttemptsItem),
                ],
                condition=JoinAttemptsItem.tried.does_not_exist() | (JoinAttemptsItem.tried < most),
            )
        )

    def forgive_attempt(self, account_id: str, window_start: datetime) -> None:
        """One less: the code was right."""
        _attempts(account_id, window_start).update([JoinAttemptsItem.tried.add(-1)])


def standing_of(network_id: str, account_id: str | None) -> Look[Standing | None]:
    """How an account, or nobody in particular, stands to a network; None: there is no such network."""
    keys = [(f"NETWORK#{network_id}", "META")]
    if account_id is not None:
        keys.append(MemberItem.key(network_id, account_id))

    def answer(found: Mapping[tuple[str, str], Any]) -> Standing | None:
        network, membership = found.get(keys[0]), found.get(keys[-1]) if account_id is not None else None
        if network is None:
            return None
        return Standing(network.network(), membership.membership() if membership else None)

    return Look(tuple((NetworksItem, *key) for key in keys), answer)


def _kept(network: Network) -> dict[str, Any]:
    code = network.join_code
    return {
        "name": network.name,
        "description": network.description,
        "visibility": network.visibility.value,
        "joining": network.joining.value,
        "email_domains": list(network.email_domains),
        "policy": written.written(network.policy),
        "join_code": code and code.code,
        "join_code_enabled": code and code.enabled,
        "join_code_expires_at": code and code.expires_at,
    }


def _claim(code: str, network_id: str) -> Write:
    return put("code", JoinCodeItem.of(code, network_id), JoinCodeItem.pk.does_not_exist())


def _transact(writes: Iterable[Write]) -> None:
    try:
        transact(writes)
    except ConditionFailed as failed:
        raise Stale("network_changed", "Somebody changed this network meanwhile; look again.") from failed


def _attempts(account_id: str, window_start: datetime) -> JoinAttemptsItem:
    return JoinAttemptsItem(f"JOIN_ATTEMPTS#{account_id}", str(int(window_start.timestamp())))
