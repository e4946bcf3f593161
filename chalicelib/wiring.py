"""Which concrete stores, clients, clock and ids each service works with: the only place that decides.

A concept is imported when it is first asked for, so that a function starts with no more than it needs.
"""

# ruff: noqa: PLC0415 - see above
from functools import cache, cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.kernel.settings import settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.accounts.access_tokens import AccessTokens
    from chalicelib.accounts.change_password import PasswordService
    from chalicelib.accounts.log_in import LoginService
    from chalicelib.accounts.mailed_codes import MailedCodes
    from chalicelib.accounts.service import AccountService
    from chalicelib.accounts.sign_up import SignUpService
    from chalicelib.accounts.signing_keys import SigningKeys
    from chalicelib.bookings.plug import PlugService
    from chalicelib.bookings.service import BookingService
    from chalicelib.charge_points.message_log import MessageLog
    from chalicelib.charge_points.service import ChargePointService
    from chalicelib.kernel.caller import Caller
    from chalicelib.networks.acceptance import AcceptanceService
    from chalicelib.networks.invitation_service import InvitationService
    from chalicelib.networks.joining_service import JoiningService
    from chalicelib.networks.member_service import MemberService
    from chalicelib.networks.rules import Network
    from chalicelib.networks.service import NetworkService
    from chalicelib.notices.service import NoticeService
    from chalicelib.sessions.closing import Closing
    from chalicelib.sessions.service import SessionService
    from chalicelib.sessions.visits import VisitService
    from chalicelib.stations.live import LiveStates
    from chalicelib.stations.map import StationMap
    from chalicelib.stations.places import Places
    from chalicelib.stations.rules import Charger
    from chalicelib.stations.service import StationService
    from chalicelib.tokens.service import TokenService


class Services:
    """Every service, made when first used and then kept."""

    @cached_property
    def signing_keys(self) -> "SigningKeys":
        """The keys of access tokens and mailed codes."""
        from chalicelib.accounts.secret import secret_text
        from chalicelib.accounts.signing_keys import SigningKeys

        return SigningKeys(lambda: secret_text(settings().signing_keys_secret), utc_now)

    @cached_property
    def access_tokens(self) -> "AccessTokens":
        """Access tokens of this stage."""
        from chalicelib.accounts.access_tokens import AccessTokens

        return AccessTokens(self.signing_keys, f"plugnexus-{settings().stage}", utc_now)

    @cached_property
    def accounts(self) -> "AccountService":
        """Accounts and cars."""
        from chalicelib.accounts.service import AccountService
        from chalicelib.accounts.store import DynamoAccounts

        return AccountService(DynamoAccounts(), self.access_tokens, new_id)

    @cached_property
    def mailed_codes(self) -> "MailedCodes":
        """Codes by mail."""
        from chalicelib.accounts.credential_store import DynamoCredentials
        from chalicelib.accounts.login_store import DynamoCounters
        from chalicelib.accounts.mailed_codes import MailedCodes

        return MailedCodes(DynamoCredentials(utc_now), DynamoCounters(), self.signing_keys, utc_now)

    @cached_property
    def sign_up(self) -> "SignUpService":
        """From an e-mail address to an account."""
        from chalicelib.accounts.credential_store import DynamoCredentials
        from chalicelib.accounts.passwords import Passwords
        from chalicelib.accounts.sign_up import SignUpService

        store = DynamoCredentials(utc_now)
        return SignUpService(
            store, self.mailed_codes, Passwords(), self.notices.send, self.log_in.begin, new_id, utc_now
        )

    @cached_property
    def log_in(self) -> "LoginService":
        """Logins."""
        from chalicelib.accounts.log_in import LoginService
        from chalicelib.accounts.login_store import DynamoCounters, DynamoLogins
        from chalicelib.accounts.passwords import Passwords

        store = DynamoLogins(utc_now)
        return LoginService(store, DynamoCounters(), Passwords(), self.access_tokens, new_id, utc_now)

    @cached_property
    def passwords(self) -> "PasswordService":
        """New passwords."""
        from chalicelib.accounts.change_password import PasswordService
        from chalicelib.accounts.credential_store import DynamoCredentials
        from chalicelib.accounts.login_store import DynamoCounters
        from chalicelib.accounts.passwords import Passwords

        store = DynamoCredentials(utc_now)
        return PasswordService(
            store, self.mailed_codes, DynamoCounters(), Passwords(), self.notices.send, utc_now
        )

    @cached_property
    def notices(self) -> "NoticeService":
        """Mail."""
        import boto3
        from botocore.config import Config

        from chalicelib.notices.service import NoticeService
        from chalicelib.notices.ses import SesOutbox

        in_time = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 2})
        outbox = SesOutbox(boto3.client("sesv2", config=in_time), settings().mail_from)
        return NoticeService(outbox, settings().web_origin)

    @cached_property
    def tokens(self) -> "TokenService":
        """What starts a charge."""
        from chalicelib.tokens.service import TokenService
        from chalicelib.tokens.store import DynamoTokens

        return TokenService(DynamoTokens(), utc_now)

    @cached_property
    def bookings(self) -> "BookingService":
        """Bookings of members."""
        from chalicelib.bookings.service import BookingService
        from chalicelib.bookings.store import DynamoBookings

        return BookingService(
            DynamoBookings(),
            utc_now,
            self.stations.visible_charger,
            self.networks.standing,
            self.accounts.car,
        )

    @cached_property
    def closing(self) -> "Closing":
        """How visits end."""
        from chalicelib.sessions.closing import Closing
        from chalicelib.sessions.store import DynamoSessions

        return Closing(DynamoSessions(), new_id, self.plug.finish)

    @cached_property
    def sessions(self) -> "SessionService":
        """What chargers ask and tell of visits."""
        from chalicelib.sessions.gate import Gate
        from chalicelib.sessions.service import SessionService
        from chalicelib.sessions.store import DynamoSessions

        gate = Gate(
            self.charge_points.charge_point,
            self.stations.charger,
            self.networks.standing,
            self.tokens.find,
            self.plug.turn,
        )
        return SessionService(DynamoSessions(), utc_now, new_id, gate, self.plug.begin, self.closing)

    @cached_property
    def visits(self) -> "VisitService":
        """What people do with visits."""
        from chalicelib.sessions.store import DynamoSessions
        from chalicelib.sessions.visits import VisitService

        return VisitService(
            DynamoSessions(),
            utc_now,
            new_id,
            self.stations.visible_charger,
            self.networks.standing,
            self.networks.managed,
            self.tokens.app_token,
            self.plug.turn,
            self.plug.begin,
            self.live,
            self.charge_points.request,
            self.accounts.car,
            self.accounts.accounts_of,
            self.closing,
        )

    @cached_property
    def plug(self) -> "PlugService":
        """Whose turn it is, and what a session does to its booking."""
        from chalicelib.bookings.plug import PlugService
        from chalicelib.bookings.store import DynamoBookings

        return PlugService(DynamoBookings(), utc_now)

    @cached_property
    def message_log(self) -> "MessageLog":
        """Every frame of every charge point."""
        from chalicelib.charge_points import message_store
        from chalicelib.charge_points.message_log import MessageLog
        from chalicelib.logs import logger

        def broken(lost: int) -> None:
            logger.warning("messages not logged", lost=lost)

        return MessageLog(message_store.write, broken, utc_now)

    @cached_property
    def stations(self) -> "StationService":
        """Stations and chargers."""
        from chalicelib.charge_points.removals import Removals
        from chalicelib.charge_points.store import DynamoChargePoints
        from chalicelib.ocpp.outbound import hang_up
        from chalicelib.stations.service import StationService
        from chalicelib.stations.store import DynamoStations

        networks = self.networks
        removals = Removals(DynamoChargePoints(), hang_up)

        def charger_removed(charger: "Charger") -> None:
            removals.charger_removed(charger)
            self.bookings.withdraw(charger.charger_id, "station", "The charger was removed.")

        return StationService(
            DynamoStations(),
            new_id,
            networks.visible,
            networks.managed,
            networks.standing,
            self.live,
            charger_removed,
            removals.station_removed,
        )

    @cached_property
    def live(self) -> "LiveStates":
        """What chargers are doing."""
        from chalicelib.stations.live import Connection, LiveStates

        def statuses(connections: "Sequence[Connection]") -> "dict[Connection, tuple[str | None, bool]]":
            told = self.charge_points.lines.statuses(connections)
            return {
                key: (status.status if status else None, online) for key, (status, online) in told.items()
            }

        return LiveStates(
            statuses,
            taken=self.plug.taken,
            charging=lambda charger_ids: self.sessions.charging(charger_ids),  # noqa: PLW0108 - they need us, too
            now=utc_now,
        )

    @cached_property
    def station_map(self) -> "StationMap":
        """Stations by place."""
        from chalicelib.stations.map import StationMap
        from chalicelib.stations.store import DynamoStations

        networks = self.networks
        return StationMap(
            DynamoStations(), networks.visible, networks.memberships_of, self.live, self.plug.taken
        )

    @cached_property
    def places(self) -> "Places":
        """Address look-up, where one is configured."""
        from chalicelib.stations.places import AmazonPlaces, NoPlaces

        index = settings().place_index
        if index is None:
            return NoPlaces()
        import boto3

        return AmazonPlaces(boto3.client("location"), index)

    @cached_property
    def charge_points(self) -> "ChargePointService":
        """Networked boxes, their sockets and commands."""
        from chalicelib.accounts.secret import secret_text
        from chalicelib.charge_points.authentication import Authentication
        from chalicelib.charge_points.command_store import DynamoCommands
        from chalicelib.charge_points.commands import Commands
        from chalicelib.charge_points.lines import Lines
        from chalicelib.charge_points.service import ChargePointService
        from chalicelib.charge_points.store import DynamoChargePoints
        from chalicelib.ocpp.outbound import Outbound, hang_up

        store = DynamoChargePoints()
        pepper = cache(lambda: secret_text(settings().password_pepper_secret))
        authentication = Authentication(store, pepper, utc_now)
        send = Outbound(self.message_log.note).send

        def transaction_of(session_id: str, caller: "Caller") -> tuple[str | None, int | None]:
            return self.visits.transaction_of(session_id, caller)

        commands = Commands(store, DynamoCommands(), send, authentication.hashes, utc_now, new_id)
        return ChargePointService(
            store,
            Lines(store, hang_up, commands.deliver, utc_now),
            commands,
            authentication,
            managed_station=lambda station_id, caller: self.stations.managed_station(station_id, caller),  # noqa: PLW0108 - stations need the statuses of here
            bind=lambda *binding: self.stations.bind(*binding),  # noqa: PLW0108 - likewise
            hang_up=hang_up,
            transaction_of=transaction_of,
        )

    @cached_property
    def networks(self) -> "NetworkService":
        """Networks, and who stands how to them."""
        from chalicelib.networks.member_store import DynamoMembers
        from chalicelib.networks.service import NetworkService
        from chalicelib.networks.store import DynamoNetworks

        def changed(network: "Network") -> None:
            cursor = self.stations.network_changed(network)
            while cursor:
                cursor = self.stations.network_changed(network, cursor)

        return NetworkService(DynamoNetworks(), DynamoMembers(), utc_now, new_id, changed)

    @cached_property
    def joining(self) -> "JoiningService":
        """Join codes."""
        from chalicelib.networks.joining_service import JoiningService
        from chalicelib.networks.member_store import DynamoMembers
        from chalicelib.networks.store import DynamoNetworks

        return JoiningService(DynamoNetworks(), DynamoMembers(), self.accounts.account, utc_now)

    @cached_property
    def members(self) -> "MemberService":
        """Who is in a network."""
        from chalicelib.networks.member_service import MemberService
        from chalicelib.networks.member_store import DynamoMembers

        networks = self.networks
        return MemberService(DynamoMembers(), networks.visible, networks.managed, self.accounts.accounts_of)

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
        )


@cache
def services() -> Services:
    """This process's services."""
    return Services()
