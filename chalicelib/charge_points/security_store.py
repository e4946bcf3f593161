"""By which certificates a charge point may come in, and its change of security profile, in DynamoDB.

Both lie in its own item (items.py), so that letting it in stays one read.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.charge_points.entry import ChangeState, ProfileChange, Step
from chalicelib.charge_points.items import ChargePointItem, told_of
from chalicelib.table import attempt


class DynamoSecurity:
    """Keeps SecurityStore's promises (needs.py) in DynamoDB. Each is 1 request unless it says otherwise."""

    def trust(self, charge_point_id: str, fingerprint: str, until: datetime, now: datetime) -> bool:
        """It may come in by this certificate until then. False: there is no such charge point.

        Those that have ended by `now` are forgotten. 1 read and 1 or 2 writes.
        """
        item = _get(charge_point_id)
        if item is None:
            return False
        ended = {kept for kept in item.certificates or () if int(kept.rpartition("#")[2]) <= now.timestamp()}
        if ended:
            _update(charge_point_id, [ChargePointItem.certificates.delete(ended)])
        added = ChargePointItem.certificates.add({f"{fingerprint}#{int(until.timestamp())}"})
        return _update(charge_point_id, [added])

    def distrust(self, charge_point_id: str, fingerprint: str) -> None:
        """It may not any more. 1 read and 1 write."""
        item = _get(charge_point_id)
        kept = {one for one in (item.certificates if item else None) or () if one.startswith(fingerprint)}
        if kept:
            _update(charge_point_id, [ChargePointItem.certificates.delete(kept)])

    def change(self, charge_point_id: str) -> ProfileChange | None:
        """The last change of its security profile."""
        item = _get(charge_point_id)
        return _change(item.profile_change) if item and item.profile_change else None

    def put_change(self, charge_point_id: str, change: ProfileChange, was: ProfileChange | None) -> bool:
        """The next step of a change, or a new one. False: it is no longer as it was."""
        actions: list[Action] = [ChargePointItem.profile_change.set(_text(change))]
        if change.state is ChangeState.PENDING:
            actions.append(ChargePointItem.next_profile.set(change.security_profile))
        else:
            actions.append(ChargePointItem.next_profile.remove())
        unmoved = (
            ChargePointItem.profile_change == _text(was)
            if was
            else ChargePointItem.profile_change.does_not_exist()
        )
        return _update(charge_point_id, actions, unmoved)

    def apply(self, charge_point_id: str, security_profile: int, at: datetime) -> None:
        """It has come in by the profile that it was told to change to: now it must. 1 read, 1 write."""
        item = _get(charge_point_id)
        if item is None or item.next_profile != security_profile or not item.profile_change:
            return
        change = _change(item.profile_change)
        applied = replace(change, state=ChangeState.APPLIED, step=Step.USE, command_id=None, ended_at=at)
        actions: list[Action] = [
            ChargePointItem.security_profile.set(security_profile),
            ChargePointItem.version.set(ChargePointItem.version + 1),
            ChargePointItem.next_profile.remove(),
            ChargePointItem.profile_change.set(_text(applied)),
        ]
        _update(charge_point_id, actions, ChargePointItem.profile_change == item.profile_change)


def _get(charge_point_id: str) -> ChargePointItem | None:
    try:
        return ChargePointItem.get(told_of(charge_point_id), "CP", consistent_read=True)
    except ChargePointItem.DoesNotExist:
        return None


def _update(charge_point_id: str, actions: list[Action], condition: Condition | None = None) -> bool:
    exists = ChargePointItem.pk.exists()
    return attempt(
        lambda: ChargePointItem(told_of(charge_point_id), "CP").update(
            actions, exists if condition is None else exists & condition
        )
    )


def _text(change: ProfileChange) -> str:
    return json.dumps(
        {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in vars(change).items()
        }
    )


def _change(text: str) -> ProfileChange:
    kept = json.loads(text)
    asked_at, ended_at = kept["asked_at"], kept["ended_at"]
    return ProfileChange(
        **{
            **kept,
            "asked_at": datetime.fromisoformat(asked_at).astimezone(UTC),
            "step": Step(kept["step"]),
            "state": ChangeState(kept["state"]),
            "ended_at": datetime.fromisoformat(ended_at).astimezone(UTC) if ended_at else None,
        }
    )
