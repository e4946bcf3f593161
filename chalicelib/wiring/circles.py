"""How the services of networks and those who are in them are put together."""

# ruff: noqa: PLC0415 - see __init__.py
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.kernel.settings import settings
from chalicelib.wiring.people import People

if TYPE_CHECKING:
    from chalicelib.networks.acceptance import AcceptanceService
    from chalicelib.networks.invitation_service import InvitationService
    from chalicelib.networks.joining_service import JoiningService
    from chalicelib.networks.leaving import Leaving
    from chalicelib.networks.member_service import MemberService
    from chalicelib.networks.policy_history import PolicyHistory
    from chalicelib.networks.rules import Network
    from chalicelib.networks.service import NetworkService


def members_moved(network_id: str) -> None:
    """The members of a network are others by now: its charge points' local lists follow."""
    from chalicelib.wiring import services

    services().local_lists.network_changed(network_id)


class Circles(People):
    """Services of networks and those who are in them."""

    @cached_property
    def networks(self) -> "NetworkService":
        """Networks, and who stands how to them."""
        from chalicelib.networks.member_store import DynamoMembers
        from chalicelib.networks.service import NetworkService
        from chalicelib.networks.store import DynamoNetworks

        def changed(network: "Network") -> None:
            from chalicelib.wiring import services

            stations = services().stations
            cursor = stations.network_changed(network)
            while cursor:
                cursor = stations.network_changed(network, cursor)

        return NetworkService(DynamoNetworks(), DynamoMembers(), utc_now, new_id, changed)

    @cached_property
    def policy_history(self) -> "PolicyHistory":
        """How policies came to be."""
        from chalicelib.networks.policy_history import PolicyHistory
        from chalicelib.networks.policy_store import DynamoPolicyChanges

        return PolicyHistory(DynamoPolicyChanges(), self.networks.visible, self.accounts.accounts_of)

    @cached_property
    def joining(self) -> "JoiningService":
        """Join codes."""
        from chalicelib.networks.joining_service import JoiningService
        from chalicelib.networks.member_store import DynamoMembers
        from chalicelib.networks.store import DynamoNetworks

        return JoiningService(
            DynamoNetworks(), DynamoMembers(), self.accounts.account, utc_now, members_moved
        )

    @cached_property
    def members(self) -> "MemberService":
        """Who is in a network."""
        from chalicelib.networks.member_service import MemberService
        from chalicelib.networks.member_store import DynamoMembers

        networks = self.networks
        return MemberService(
            DynamoMembers(), networks.visible, networks.managed, self.accounts.accounts_of, members_moved
        )

    @cached_property
    def leaving(self) -> "Leaving":
        """Leaving all networks at once."""
        from chalicelib.networks.leaving import Leaving
        from chalicelib.networks.member_store import DynamoMembers, closing, giving_up
        from chalicelib.stations.store import DynamoStations

        def has_stations(network_id: str) -> bool:
            return bool(DynamoStations().of_network(network_id, None, 1).items)

        return Leaving(DynamoMembers(), giving_up, closing, has_stations, members_moved)

    @cached_property
    def invitations(self) -> "InvitationService":
        """Invitations as managers use them."""
        from chalicelib.accounts.by_email import accounts_with
        from chalicelib.networks.invitation_mail import InvitationMail
        from chalicelib.networks.invitation_service import InvitationService
        from chalicelib.networks.invitation_store import DynamoInvitations
        from chalicelib.networks.member_store import DynamoMembers

        mail = InvitationMail(self.notices.send, self.accounts.account, settings().web_origin)
        return InvitationService(
            DynamoInvitations(), DynamoMembers(), self.networks.managed, accounts_with, mail, utc_now
        )

    @cached_property
    def acceptance(self) -> "AcceptanceService":
        """Invitations as their addressees use them."""
        from chalicelib.networks.acceptance import AcceptanceService
        from chalicelib.networks.invitation_store import DynamoInvitations
        from chalicelib.networks.store import DynamoNetworks

        accounts = self.accounts
        return AcceptanceService(
            DynamoInvitations(),
            self.networks.standing,
            DynamoNetworks().networks,
            accounts.account,
            accounts.accounts_of,
            utc_now,
            members_moved,
        )
