"""How the services of what charge points are set to are put together."""

# ruff: noqa: PLC0415 - see __init__.py
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import utc_now
from chalicelib.wiring.securing import Securing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from chalicelib.charge_points.rules import ChargePoint
    from chalicelib.charging_profiles.service import ChargingProfileService
    from chalicelib.local_lists.rules import Limits
    from chalicelib.local_lists.service import LocalListService
    from chalicelib.networks.rules import Membership
    from chalicelib.variables.monitoring import VariableEvent
    from chalicelib.variables.monitors import MonitorService
    from chalicelib.variables.service import VariableService
    from chalicelib.variables.settings import SettingsService


MOST_PROFILE_ID = 2**20
"""Some charge points keep them in few bits."""


class Configuring(Securing):
    """Services of variables, local lists and charging profiles."""

    @cached_property
    def variables(self) -> "VariableService":
        """What charge points tell that they are set to."""
        from chalicelib.variables.service import VariableService
        from chalicelib.variables.store import DynamoVariables

        return VariableService(
            DynamoVariables(),
            self.charge_points.charge_point,
            self.protocol_of,
            self.charge_points.request,
            self.is_open,
            utc_now,
            self.monitors,
            self.local_lists.booted,
        )

    @cached_property
    def monitors(self) -> "MonitorService":
        """What charge points watch of themselves."""
        from chalicelib.alarms.rules import AlarmKind, subject_of
        from chalicelib.variables.monitor_store import DynamoMonitors
        from chalicelib.variables.monitoring import detail, subject
        from chalicelib.variables.monitors import MonitorService

        def alarmed(charge_point_id: str, event: "VariableEvent") -> None:
            if event.cleared:
                self.alarms.clear(AlarmKind.MONITOR, subject_of(charge_point_id, subject(event)), event.at)
            else:
                about = subject(event)
                self.alarms.raise_at(AlarmKind.MONITOR, charge_point_id, detail(event), event.at, about)

        points = self.charge_points
        return MonitorService(DynamoMonitors(), points.charge_point, points.managed, alarmed, utc_now)

    @cached_property
    def configuration(self) -> "SettingsService":
        """What owners want charge points to be set to."""
        from chalicelib.variables.settings import SettingsService

        return SettingsService(self.variables, self.charge_points.managed)

    @cached_property
    def local_lists(self) -> "LocalListService":
        """Which tokens charge points know by themselves."""
        from chalicelib.local_lists.limits import limits_of
        from chalicelib.local_lists.roster import Roster
        from chalicelib.local_lists.service import LocalListService
        from chalicelib.local_lists.store import DynamoLocalLists
        from chalicelib.networks.member_store import DynamoMembers
        from chalicelib.variables.items import home_of
        from chalicelib.variables.store import DynamoVariables

        def limits(charge_point: "ChargePoint") -> "Limits":
            return limits_of(DynamoVariables().variables(home_of(charge_point)))

        def networks_of(account_id: str) -> list[str]:
            return [membership.network_id for membership in self.networks.memberships_of(account_id)]

        return LocalListService(
            DynamoLocalLists(),
            self.charge_points.charge_point,
            self.charge_points.managed,
            self.protocol_of,
            limits,
            Roster(DynamoMembers().members, self.suspended, self.tokens.tokens).tokens,
            networks_of,
            self.charge_points.request,
            self.is_open,
            utc_now,
        )

    @cached_property
    def charging_profiles(self) -> "ChargingProfileService":
        """How much power charge points may take when."""
        from secrets import randbelow

        from chalicelib.charging_profiles.service import ChargingProfileService
        from chalicelib.charging_profiles.store import DynamoProfiles
        from chalicelib.sessions.again import told_name
        from chalicelib.sessions.store import DynamoSessions

        def running(charge_point_id: str) -> dict[str, tuple[str, int | None]]:
            return {
                session.session_id: (told_name(session.transaction_id), session.connector_id)
                for session in DynamoSessions().active_of(charge_point_id)
                if session.transaction_id is not None
            }

        points = self.charge_points
        return ChargingProfileService(
            DynamoProfiles(),
            points.charge_point,
            points.managed,
            running,
            points.request,
            lambda: randbelow(MOST_PROFILE_ID) + 1,
            utc_now,
        )

    def suspended(self, network_id: str, members: "Iterable[Membership]", now: "datetime") -> set[str]:
        """Which of these members of a network are suspended now: 1 read per hundred, if any can be."""
        from chalicelib.bookings.shares import suspended_until
        from chalicelib.bookings.store import DynamoBookings
        from chalicelib.policies.resolving import resolved

        network = self.networks.standing(network_id, None).network
        policies = {
            member.account_id: resolved(network.policy, member_class=member.member_class)
            for member in members
        }
        strict = [account_id for account_id, policy in policies.items() if policy.strikes]
        agendas = DynamoBookings().agendas(strict, network_id) if strict else {}
        untils = {
            account: suspended_until(agendas[account].strikes, policies[account]) for account in agendas
        }
        return {account_id for account_id, until in untils.items() if until and now < until}

    def protocol_of(self, charge_point_id: str) -> str | None:
        """What a charge point speaks; None: it is not connected."""
        from chalicelib.charge_points.store import DynamoChargePoints

        link = DynamoChargePoints().presence(charge_point_id).link
        return (link.protocol or "ocpp1.6") if link else None

    def is_open(self, charge_point_id: str, command_id: str) -> bool:
        """Whether a command may still be answered."""
        from chalicelib.charge_points.commands.store import DynamoCommands
        from chalicelib.charge_points.rules import OPEN_STATES

        command = DynamoCommands().command(charge_point_id, command_id)
        return command is not None and command.state_at(utc_now()) in OPEN_STATES
