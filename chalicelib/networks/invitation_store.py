"""Invitations in DynamoDB."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.kernel.errors import Stale
from chalicelib.kernel.paging import Page
from chalicelib.networks.codes import invitation_id_for
from chalicelib.networks.invitation_rules import Invitation, InvitationState
from chalicelib.networks.items import NetworksItem
from chalicelib.networks.member_rules import owners_gained
from chalicelib.networks.member_store import count_owners, put_new
from chalicelib.networks.rules import Membership, Role
from chalicelib.pages import after, page
from chalicelib.table import ConditionFailed, put, transact

KEPT_AFTER_EXPIRY = timedelta(days=90)
WRITES_AT_ONCE = 100


class InvitationItem(NetworksItem, discriminator="invitation"):
    """An invitation, of which one network and address have one at a time.

    pk  INVITATION#<invitation_id>      gsi1pk  EMAIL#<address>              only while it is open
    sk  INVITATION                      gsi1sk  INVITATION#<invitation_id>
                                        gsi2pk  NETWORK#<network_id>
                                        gsi2sk  INVITATION#<sent_at>#<invitation_id>

    <invitation_id> is made of network and address and begins the code, so that pk answers "is this address
    invited" and "what does this code open" with one consistent read; gsi1 "to what am I invited"; gsi2 "whom
    did we invite, newest first". `expires` lets it go 90 days after it has lapsed.
    """

    network_id = UnicodeAttribute()
    email = UnicodeAttribute()
    role = UnicodeAttribute()
    member_class = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    secret_hash = UnicodeAttribute()
    invited_by = UnicodeAttribute()
    sent_at = UTCDateTimeAttribute()
    expires_at = UTCDateTimeAttribute()

    @staticmethod
    def key(invitation_id: str) -> tuple[str, str]:
        """The pk and the sk."""
        return f"INVITATION#{invitation_id}", "INVITATION"

    @classmethod
    def of(cls, invitation: Invitation) -> "InvitationItem":
        """To be written."""
        item = cls(
            *cls.key(invitation.invitation_id),
            network_id=invitation.network_id,
            email=invitation.email,
            role=invitation.role.value,
            member_class=invitation.member_class,
            state=invitation.state.value,
            secret_hash=invitation.secret_hash,
            invited_by=invitation.invited_by,
            sent_at=invitation.sent_at,
            expires_at=invitation.expires_at,
            expires=int((invitation.expires_at + KEPT_AFTER_EXPIRY).timestamp()),
        )
        if invitation.state is InvitationState.OPEN:
            item.gsi1pk = f"EMAIL#{invitation.email}"
            item.gsi1sk = f"INVITATION#{invitation.invitation_id}"
        item.gsi2pk = f"NETWORK#{invitation.network_id}"
        item.gsi2sk = f"INVITATION#{invitation.sent_at:%Y-%m-%dT%H:%M:%S.%fZ}#{invitation.invitation_id}"
        return item

    def invitation(self) -> Invitation:
        """As the rules see it."""
        return Invitation(
            invitation_id=self.pk.removeprefix("INVITATION#"),
            network_id=self.network_id,
            email=self.email,
            role=Role(self.role),
            member_class=self.member_class,
            state=InvitationState(self.state),
            secret_hash=self.secret_hash,
            invited_by=self.invited_by,
            sent_at=self.sent_at,
            expires_at=self.expires_at,
        )


class DynamoInvitations:
    """What the services of networks ask of storage about invitations."""

    def invitation(self, invitation_id: str) -> Invitation | None:
        """One invitation, in whatever state."""
        return self.invitations([invitation_id]).get(invitation_id)

    def invitations(self, invitation_ids: Iterable[str]) -> dict[str, Invitation]:
        """Those that exist, in whatever state, by id; one request per hundred."""
        keys = [InvitationItem.key(invitation_id) for invitation_id in set(invitation_ids)]
        found = [item.invitation() for item in InvitationItem.batch_get(keys, consistent_read=True)]
        return {invitation.invitation_id: invitation for invitation in found}

    def of_network(self, network_id: str, cursor: str | None, limit: int) -> Page[Invitation]:
        """A network's invitations in whatever state, newest first."""
        found = InvitationItem.gsi2.query(
            f"NETWORK#{network_id}",
            InvitationItem.gsi2sk.startswith("INVITATION#"),
            scan_index_forward=False,
            limit=limit,
            last_evaluated_key=after(cursor),
        )
        return page(found, InvitationItem.invitation)

    def to(self, email: str) -> list[Invitation]:
        """All invitations to an address that were neither accepted nor revoked."""
        found = InvitationItem.gsi1.query(f"EMAIL#{email}", InvitationItem.gsi1sk.startswith("INVITATION#"))
        return [item.invitation() for item in found]

    def forget(self, email: str, network_ids: Iterable[str]) -> None:
        """Every open invitation to an address goes, and whatever became of those to these networks.

        1 request, and 1 for each. Others expire.
        """
        known = {invitation_id_for(network_id, email) for network_id in network_ids}
        for invitation_id in known | {invitation.invitation_id for invitation in self.to(email)}:
            InvitationItem(*InvitationItem.key(invitation_id)).delete()

    def add(self, invitations: Sequence[tuple[Invitation, Invitation | None]]) -> set[str]:
        """Write each first invitation in place of the second (None: of nothing).

        Returns the ids of those that somebody else wrote meanwhile; they stay as they are.
        """
        beaten: set[str] = set()
        for first in range(0, len(invitations), WRITES_AT_ONCE):
            left = {
                now.invitation_id: put(now.invitation_id, InvitationItem.of(now), _is_still(before))
                for now, before in invitations[first : first + WRITES_AT_ONCE]
            }
            while left:
                try:
                    transact(left.values())
                except ConditionFailed as failed:
                    beaten |= failed.labels
                    left = {label: write for label, write in left.items() if label not in failed.labels}
                else:
                    break
        return beaten

    def replace(self, before: Invitation, now: Invitation) -> None:
        """`now` in place of `before`. Raises Stale if it is no longer that."""
        if self.add([(now, before)]):
            raise _moved()

    def accept(self, before: Invitation, accepted: Invitation, membership: Membership | None) -> None:
        """Close an invitation and, unless its addressee is in already, make the member: both or neither.

        Raises Stale if the invitation or the membership is no longer what it was.
        """
        writes = [put("invitation", InvitationItem.of(accepted), _is_still(before))]
        if membership is not None:
            writes.append(put_new(membership))
            if gained := owners_gained(None, membership):
                writes.append(count_owners(membership.network_id, gained))
        try:
            transact(writes)
        except ConditionFailed as failed:
            raise _moved() from failed


def _is_still(invitation: Invitation | None) -> Condition:
    is_absent: Condition = InvitationItem.pk.does_not_exist()
    if invitation is None:
        return is_absent
    is_same_mail: Condition = InvitationItem.secret_hash == invitation.secret_hash
    is_still: Condition = is_same_mail & (InvitationItem.state == invitation.state.value)
    return is_still


def _moved() -> Stale:
    return Stale("invitation_changed", "Somebody changed this invitation meanwhile; look again.")
