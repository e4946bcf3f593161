"""How the services for who runs charge points are put together."""

# ruff: noqa: PLC0415, PLW0108 - see __init__.py; effects are asked for before their services are made
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import utc_now
from chalicelib.wiring.securing import Securing, each_of

if TYPE_CHECKING:
    from chalicelib.charge_points.needs import Effect
    from chalicelib.charge_points.rules import Boot
    from chalicelib.variables.service import VariableService
    from chalicelib.variables.settings import SettingsService


class Operating(Securing):
    """Services around charge points: what goes on with them, what they are told, what they are given."""

    @cached_property
    def variables(self) -> "VariableService":
        """What charge points tell that they are set to."""
        from chalicelib.charge_points.command_store import DynamoCommands
        from chalicelib.charge_points.rules import OPEN_STATES
        from chalicelib.variables.service import VariableService
        from chalicelib.variables.store import DynamoVariables

        def is_open(charge_point_id: str, command_id: str) -> bool:
            command = DynamoCommands().command(charge_point_id, command_id)
            return command is not None and command.state_at(utc_now()) in OPEN_STATES

        return VariableService(
            DynamoVariables(),
            self.charge_points.charge_point,
            self.protocol_of,
            self.charge_points.request,
            is_open,
            utc_now,
        )

    @cached_property
    def configuration(self) -> "SettingsService":
        """What owners want charge points to be set to."""
        from chalicelib.variables.settings import SettingsService

        return SettingsService(self.variables, self.charge_points.managed)

    def protocol_of(self, charge_point_id: str) -> str | None:
        """What a charge point speaks; None: it is not connected."""
        from chalicelib.charge_points.store import DynamoChargePoints

        link = DynamoChargePoints().presence(charge_point_id).link
        return (link.protocol or "ocpp1.6") if link else None

    def after_boot(self, charge_point_id: str, boot: "Boot") -> None:
        """A charge point has started: everyone who waits for that is told."""
        self.boot_judged(charge_point_id, boot)
        self.variables.booted(charge_point_id, boot)
        self.updates.after_boot(charge_point_id, boot)

    def effects(self) -> "dict[str, Effect]":
        """By action: who wants to know how such a command ended."""
        return {
            "get_configuration": each_of(
                lambda *told: self.variables.configuration_answered(*told),
                lambda *told: self.security_profiles.answered(*told),
            ),
            "change_configuration": each_of(
                lambda *told: self.variables.change_answered(*told),
                lambda *told: self.security_profiles.answered(*told),
            ),
            "set_network_profile": lambda *told: self.security_profiles.answered(*told),
            "reset": lambda *told: self.security_profiles.answered(*told),
            "trigger": lambda *told: self.security_profiles.answered(*told),
            "certificate_signed": lambda *told: self.certificates.taken(*told),
            "get_certificates": lambda *told: self.certificates.told(*told),
            "change_availability": lambda *told: self.uptime.availability_changed(*told),
            "get_log": lambda *told: self.logs.command_ended(*told),
            "update_firmware": lambda *told: self.updates.command_ended(*told),
        }
