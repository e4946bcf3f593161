"""Higher security profiles and new passwords for charge points, none of which is ever locked out by them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from chalicelib.charge_points.entry import (
    TLS_CERTIFICATE,
    ChangeState,
    ProfileChange,
    Step,
    free_slot,
    order_with,
    told_slots,
)
from chalicelib.charge_points.needs import Answer, SecurityStore
from chalicelib.charge_points.presence import Presence
from chalicelib.charge_points.rules import OPEN_STATES, ChargePoint, Command, CommandState
from chalicelib.charge_points.security_reasons import NO_ANSWER, REFUSED
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused, Stale
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.sayings import filled

PASSWORD_KEY = "SecurityCtrlr/BasicAuthPassword"  # noqa: S105 - a variable's name
"""Of OCPP 2.x; to a charge point that speaks 1.6 it goes out as AuthorizationKey."""
PROFILE_KEY = "SecurityProfile"
"""Of OCPP 1.6."""
SLOTS_NAME = "NetworkConfigurationPriority"
SLOTS_KEY = f"OCPPCommCtrlr/{SLOTS_NAME}"
"""Of OCPP 2.x: the order in which it tries its network profiles."""
SIGN = "SignChargingStationCertificate"
"""To a charge point that speaks 1.6 it goes out as SignChargePointCertificate."""
MESSAGE_TIMEOUT_SECONDS = 30
TWO = "ocpp2"
CLAIMED = "asking"
"""In place of a command's id: somebody is about to ask it."""
Ask = Callable[[str, str, Mapping[str, object], str | None], Command]


@dataclass(frozen=True)
class SecurityState:
    """The security profile that a charge point is set to, and its last change, if there was one."""

    security_profile: int
    change: ProfileChange | None


@dataclass(frozen=True)
class SecurityProfiles:
    """Changes security profiles step by step. The old one works until the new one has been used."""

    store: SecurityStore
    managed: Callable[[str, Caller], ChargePoint]
    presence: Callable[[str], Presence]
    ask: Ask
    command: Callable[[str, str], Command]
    has_certificate: Callable[[str], bool]
    """Whether it has accepted one that is still good."""
    new_password: Callable[[], str]
    ocpp_url: str
    serves_up_to: int
    """The highest profile that `ocpp_url` serves."""
    now: Clock

    def change(
        self, charge_point_id: str, caller: Caller, security_profile: int, interface: str
    ) -> SecurityState:
        """Move it to this profile, over this network interface of it (2.x); asked again, it begins anew.

        Raises as `managed`, Refused("profile_not_higher" | "profile_not_served" | "offline").
        """
        charge_point = self.managed(charge_point_id, caller)
        was = self.store.change(charge_point_id)
        if security_profile == charge_point.security_profile:
            return SecurityState(security_profile, was)
        if security_profile < charge_point.security_profile:
            raise Refused(
                "profile_not_higher", "No charger may be told to use a lower security profile (OCPP, A05)."
            )
        if security_profile > self.serves_up_to:
            raise Refused("profile_not_served", "The address that chargers connect to does not serve it.")
        if self.presence(charge_point_id).link is None:
            raise Refused("offline", "The charger is not connected.")
        begun = ProfileChange(security_profile, caller.account_id, self.now(), Step.ORDER, interface)
        needs_certificate = security_profile == TLS_CERTIFICATE and not self.has_certificate(charge_point_id)
        if needs_certificate:
            begun = replace(begun, step=Step.CERTIFICATE)
        if not self.store.put_change(charge_point_id, begun, was):
            raise Stale("changed_meanwhile", "Somebody else changes it just now.")
        if needs_certificate:
            self._ask(charge_point_id, begun, Step.CERTIFICATE, "trigger", {"message": SIGN})
        else:
            self._go_on(charge_point_id, begun)
        return self.state(charge_point_id, caller)

    def state(self, charge_point_id: str, caller: Caller) -> SecurityState:
        """How far its last change has come. Raises as `managed`.

        A command that was never answered has failed the change that waited for it.
        """
        charge_point = self.managed(charge_point_id, caller)
        change = self.store.change(charge_point_id)
        if change is not None and change.is_waiting(*Step) and change.command_id not in (None, CLAIMED):
            command = self.command(charge_point_id, str(change.command_id))
            if command.state_at(self.now()) is CommandState.TIMED_OUT:
                why = filled(NO_ANSWER, action=command.action)
                change = replace(change, state=ChangeState.FAILED, why=why, ended_at=command.deadline_at)
        return SecurityState(charge_point.security_profile, change)

    def rotate_password(self, charge_point_id: str, caller: Caller) -> Command:
        """Tell it a new password, which nobody is shown. The old one works until the new one is used.

        Raises as `managed`.
        """
        self.managed(charge_point_id, caller)
        params = {"key": PASSWORD_KEY, "value": self.new_password()}
        return self.ask(charge_point_id, "change_configuration", params, caller.account_id)

    def used(self, charge_point_id: str, security_profile: int) -> None:
        """It has come in by the profile that it was told to change to."""
        self.store.apply(charge_point_id, security_profile, self.now())

    def certificate_came(self, charge_point_id: str) -> None:
        """It has accepted a certificate: a change that waited for one goes on."""
        change = self.store.change(charge_point_id)
        if change is not None and change.is_waiting(Step.CERTIFICATE):
            self._go_on(charge_point_id, change)

    def certificate_failed(self, charge_point_id: str, why: str) -> None:
        """It has no certificate after all: a change that waited for one has failed."""
        change = self.store.change(charge_point_id)
        if change is not None and change.is_waiting(Step.CERTIFICATE):
            self._fail(charge_point_id, change, why)

    def answered(self, command: Command, answer: Answer, state: CommandState) -> None:
        """How a command ended: if a change waits for it, the change goes on or has failed."""
        if command.by is None:
            return
        charge_point_id = command.charge_point_id
        change = self.store.change(charge_point_id)
        if change is None or change.command_id != command.command_id or not change.is_waiting(*Step):
            return
        if state is not CommandState.ACCEPTED:
            self._fail(
                charge_point_id,
                change,
                filled(REFUSED, action=command.action, told=command.detail or _told(answer)),
            )
        elif change.step is Step.CERTIFICATE:
            self.store.put_change(charge_point_id, replace(change, command_id=None), change)
        else:
            self._step_on(charge_point_id, change, answer if isinstance(answer, Mapping) else {})

    def _go_on(self, charge_point_id: str, change: ProfileChange) -> None:
        """All that it needs is there: tell it, in the way of the version that it speaks."""
        link = self.presence(charge_point_id).link
        if link is not None and link.protocol.lower().startswith(TWO):
            in_slots = replace(change, in_slots=True)
            if self.store.put_change(charge_point_id, in_slots, change):
                self._ask(charge_point_id, in_slots, Step.SLOTS, "get_configuration", {"keys": [SLOTS_KEY]})
        else:
            params = {"key": PROFILE_KEY, "value": str(change.security_profile)}
            self._ask(charge_point_id, change, Step.ORDER, "change_configuration", params)

    def _step_on(self, charge_point_id: str, change: ProfileChange, answer: Mapping[str, object]) -> None:
        match change.step:
            case Step.SLOTS:
                told = replace(change, slots=told_slots(answer, SLOTS_NAME), command_id=None)
                if self.store.put_change(charge_point_id, told, change):
                    self._network(charge_point_id, told)
            case Step.NETWORK:
                value = order_with(free_slot(change.slots), change.slots)
                params = {"key": SLOTS_KEY, "value": value}
                self._ask(charge_point_id, change, Step.ORDER, "change_configuration", params)
            case Step.ORDER if change.in_slots or _wants_restart(answer):
                self._ask(charge_point_id, change, Step.RESTART, "reset", {"type": "Soft"})
            case _:
                waiting = replace(change, step=Step.USE, command_id=None)
                self.store.put_change(charge_point_id, waiting, change)

    def _network(self, charge_point_id: str, change: ProfileChange) -> None:
        profile = {
            "url": f"{self.ocpp_url}/{charge_point_id}",
            "security_profile": change.security_profile,
            "message_timeout_seconds": MESSAGE_TIMEOUT_SECONDS,
            "interface": change.interface,
        }
        params = {"slot": free_slot(change.slots), "profile": profile}
        self._ask(charge_point_id, change, Step.NETWORK, "set_network_profile", params)

    def _ask(
        self,
        charge_point_id: str,
        was: ProfileChange,
        step: Step,
        action: str,
        params: Mapping[str, object],
    ) -> None:
        """The next step, by whoever writes it first. The answer may come before its command is noted."""
        claimed = replace(was, step=step, command_id=CLAIMED)
        if not self.store.put_change(charge_point_id, claimed, was):
            return
        command = self.ask(charge_point_id, action, params, was.by)
        asked = replace(claimed, command_id=command.command_id)
        if not self.store.put_change(charge_point_id, asked, claimed):
            return
        ended = self.command(charge_point_id, command.command_id)
        if ended.state not in OPEN_STATES:
            self.answered(ended, ended.answer or {}, ended.state)

    def _fail(self, charge_point_id: str, change: ProfileChange, why: str) -> None:
        failed = replace(change, state=ChangeState.FAILED, why=why[:500], ended_at=self.now())
        self.store.put_change(charge_point_id, failed, change)


def _told(answer: Answer) -> str:
    return str(answer.get("status") or "refused") if isinstance(answer, Mapping) else answer.code


def _wants_restart(answer: Mapping[str, object]) -> bool:
    return str(answer.get("status") or "").strip().lower() == "rebootrequired"
