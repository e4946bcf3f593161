"""How the services for who runs charge points are put together."""

# ruff: noqa: PLW0108 - see __init__.py; effects are asked for before their services are made
from typing import TYPE_CHECKING

from chalicelib.wiring.rolling_out import RollingOut

if TYPE_CHECKING:
    from chalicelib.charge_points.needs import Effect
    from chalicelib.charge_points.rules import Boot


class Operating(RollingOut):
    """Services around charge points: what goes on with them, what they are told, what they are given."""

    def after_boot(self, charge_point_id: str, boot: "Boot", status: str) -> None:
        """A charge point has started, and is answered `status`: everyone who waits for that is told."""
        self.boot_judged(charge_point_id, boot, status)
        self.variables.booted(charge_point_id, boot)
        self.updates.after_boot(charge_point_id, boot)

    def effects(self) -> "dict[str, tuple[Effect, ...]]":
        """By action: who wants to know how such a command ended."""
        return {
            "get_configuration": (
                lambda *told: self.variables.configuration_answered(*told),
                lambda *told: self.security_profiles.answered(*told),
            ),
            "change_configuration": (
                lambda *told: self.variables.change_answered(*told),
                lambda *told: self.security_profiles.answered(*told),
            ),
            "set_monitoring": (lambda *told: self.monitors.set_answered(*told),),
            "clear_monitoring": (lambda *told: self.monitors.clear_answered(*told),),
            "set_charging_profile": (lambda *told: self.charging_profiles.set_answered(*told),),
            "clear_charging_profile": (lambda *told: self.charging_profiles.clear_answered(*told),),
            "get_composite_schedule": (lambda *told: self.charging_profiles.schedule_answered(*told),),
            "get_local_list_version": (lambda *told: self.local_lists.version_answered(*told),),
            "send_local_list": (lambda *told: self.local_lists.part_answered(*told),),
            "customer_information": (lambda *told: self.local_lists.customer_cleared(*told),),
            "set_network_profile": (lambda *told: self.security_profiles.answered(*told),),
            "reset": (lambda *told: self.security_profiles.answered(*told),),
            "trigger": (lambda *told: self.security_profiles.answered(*told),),
            "certificate_signed": (lambda *told: self.certificates.taken(*told),),
            "get_certificates": (lambda *told: self.certificates.told(*told),),
            "change_availability": (lambda *told: self.uptime.availability_changed(*told),),
            "get_log": (lambda *told: self.logs.command_ended(*told),),
            "update_firmware": (lambda *told: self.updates.command_ended(*told),),
        }
