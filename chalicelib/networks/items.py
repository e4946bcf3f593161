"""How networks, memberships, join codes and attempt counters stand in the networks table."""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.indexes import Gsi1, Gsi2
from chalicelib.networks.rules import JoinCode, Joining, Membership, Network, Role, Visibility
from chalicelib.policies import written
from chalicelib.table import Item, table_name


class NetworksItem(Item):
    """Whatever is in the networks table.

    gsi1 answers "the memberships of this account", "the open invitations of this address" and "the policy
    changes of this station", gsi2 "the invitations of this network" and "the policy changes of this charger".
    """

    class Meta:
        """The table of this area."""

        table_name = table_name("networks")

    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    gsi1 = Gsi1()
    gsi2 = Gsi2()


class NetworkItem(NetworksItem, discriminator="network"):
    """A network, and how many owners it has.

    pk  NETWORK#<network_id>
    sk  META

    `owners` moves in the transaction that makes or unmakes an owner, on condition that one is left.
    `version` moves with every edit; ETag and If-Match are made of it.
    """

    name = UnicodeAttribute()
    description = UnicodeAttribute(null=True)
    visibility = UnicodeAttribute()
    joining = UnicodeAttribute()
    email_domains = ListAttribute(of=UnicodeAttribute, default=list)
    policy = JSONAttribute()
    join_code = UnicodeAttribute(null=True)
    join_code_enabled = BooleanAttribute(null=True)
    join_code_expires_at = UTCDateTimeAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    owners = NumberAttribute()
    version = NumberAttribute()

    @classmethod
    def under(cls, network_id: str) -> "NetworkItem":
        """The key alone."""
        return cls(f"NETWORK#{network_id}", "META")

    def network(self) -> Network:
        """As the rules see it."""
        code = None
        if self.join_code is not None:
            code = JoinCode(self.join_code, bool(self.join_code_enabled), self.join_code_expires_at)
        return Network(
            network_id=self.pk.removeprefix("NETWORK#"),
            name=self.name,
            description=self.description,
            visibility=Visibility(self.visibility),
            joining=Joining(self.joining),
            email_domains=tuple(str(domain) for domain in self.email_domains),
            policy=written.read(self.policy),
            join_code=code,
            created_at=self.created_at,
            version=int(self.version),
        )


class MemberItem(NetworksItem, discriminator="member"):
    """One account in one network.

    pk  NETWORK#<network_id>      gsi1pk  ACCOUNT#<account_id>     absent while blocked
    sk  MEMBER#<account_id>       gsi1sk  NETWORK#<network_id>

    pk answers "who is in it" and, with META, "how does this account stand to it" in one request;
    gsi1 "which networks am I in".
    """

    role = UnicodeAttribute()
    member_class = UnicodeAttribute(null=True)
    blocked = BooleanAttribute()
    joined_at = UTCDateTimeAttribute()

    @staticmethod
    def key(network_id: str, account_id: str) -> tuple[str, str]:
        """The pk and the sk."""
        return f"NETWORK#{network_id}", f"MEMBER#{account_id}"

    @classmethod
    def of(cls, membership: Membership) -> "MemberItem":
        """To be written."""
        item = cls(
            *cls.key(membership.network_id, membership.account_id),
            role=membership.role.value,
            member_class=membership.member_class,
            blocked=membership.blocked,
            joined_at=membership.joined_at,
        )
        if not membership.blocked:
            item.gsi1pk = f"ACCOUNT#{membership.account_id}"
            item.gsi1sk = f"NETWORK#{membership.network_id}"
        return item

    def membership(self) -> Membership:
        """As the rules see it."""
        return Membership(
            network_id=self.pk.removeprefix("NETWORK#"),
            account_id=self.sk.removeprefix("MEMBER#"),
            role=Role(self.role),
            joined_at=self.joined_at,
            member_class=self.member_class,
            blocked=self.blocked,
        )


class JoinCodeItem(NetworksItem, discriminator="join_code"):
    """Whose join code this is; that it can be put only once makes codes unique.

    pk  JOIN_CODE#<code>
    sk  JOIN_CODE
    """

    network_id = UnicodeAttribute()

    @classmethod
    def of(cls, code: str, network_id: str = "") -> "JoinCodeItem":
        """To be written, or the key alone."""
        return cls(f"JOIN_CODE#{code}", "JOIN_CODE", network_id=network_id)


class JoinAttemptsItem(NetworksItem, discriminator="join_attempts"):
    """How many join codes an account has tried in a window that began at <epoch>.

    pk  JOIN_ATTEMPTS#<account_id>
    sk  <epoch>
    """

    tried = NumberAttribute(default=0)
