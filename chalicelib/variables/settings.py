"""What owners see of a charge point's variables, and set."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.charge_points.rules import ChargePoint, Command
from chalicelib.charge_points.secret_names import is_secret_key
from chalicelib.charge_points.variable_keys import is_variable_key, same_key
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid, Refused
from chalicelib.variables.items import home_of
from chalicelib.variables.rules import ACTUAL, Variable, identity
from chalicelib.variables.service import VariableService
from chalicelib.variables.wanted import MOST_WANTED, Wanted, WantedState, same_value, unfit

LONGEST_16_KEY = 50
LONGEST_16_VALUE = 500


@dataclass(frozen=True)
class Setting:
    """One variable as told, as wanted, or both."""

    key: str
    attribute: str
    variable: Variable | None
    wanted: Wanted | None

    @property
    def state(self) -> WantedState | None:
        """How far the charge point is with what is wanted; None: nothing is."""
        return self.wanted.state if self.wanted else None

    @property
    def differs(self) -> bool:
        """Whether the charge point tells another value than the one wanted, for whatever reason."""
        if self.wanted is None or self.variable is None or self.variable.told.value is None:
            return False
        told = self.variable.told
        return not same_value(self.wanted.value, told.value or "", told.data_type)


@dataclass
class SettingsService:
    """The configuration of charge points as their owners look at it."""

    variables: VariableService
    managed: Callable[[str, Caller], ChargePoint]
    """Raises NotFound, Forbidden."""

    def settings(self, charge_point_id: str, caller: Caller, search: str | None) -> list[Setting]:
        """All that a charge point told or should be set to, by key; with `search` in the key. 3 reads."""
        home = home_of(self.managed(charge_point_id, caller))
        told = {identity(variable): variable for variable in self.variables.store.variables(home)}
        wanted = {(same_key(one.key), ACTUAL.lower()): one for one in self.variables.store.wanted(home)[0]}
        found = [_setting(told.get(which), wanted.get(which)) for which in sorted({*told, *wanted})]
        part = same_key(search or "")
        return [setting for setting in found if part in same_key(setting.key)]

    def change(
        self, charge_point_id: str, caller: Caller, settings: Mapping[str, str | None]
    ) -> list[Command]:
        """Send these values and keep them as wanted; None: as the charge point has it is fine from now on.

        All or none. Raises Invalid("bad_setting" | "bad_variable_key"), Refused("secret_setting"),
        Refused("too_many_settings").
        """
        home = home_of(self.managed(charge_point_id, caller))
        values = {key.strip(): value for key, value in settings.items()}
        known = {identity(variable): variable for variable in self.variables.store.variables(home)}
        for key, value in values.items():
            variable = known.get((same_key(key), ACTUAL.lower()))
            _check(key, value, variable, self.variables.protocol_of(charge_point_id))
        before = {same_key(one.key) for one in self.variables.store.wanted(home)[0]}
        if len(before | {same_key(key) for key in values}) > MOST_WANTED:
            raise Refused("too_many_settings", f"At most {MOST_WANTED} settings of a charge point are kept.")
        commands = []
        for key, value in values.items():
            if value is None:
                self.variables.store.want_no_more(home, key)
                continue
            wanted = Wanted(key, value, caller.account_id, self.variables.now())
            self.variables.store.want(home, wanted)
            commands.append(self.variables.send(charge_point_id, home, wanted, 0, caller.account_id))
        return commands

    def refresh(self, charge_point_id: str, caller: Caller) -> Command:
        """Ask the charge point for all that it is set to."""
        self.managed(charge_point_id, caller)
        return self.variables.refresh(charge_point_id, caller.account_id)


def _setting(variable: Variable | None, wanted: Wanted | None) -> Setting:
    if variable is not None:
        return Setting(variable.told.key, variable.told.attribute, variable, wanted)
    return Setting(wanted.key if wanted else "", ACTUAL, None, wanted)


def _check(key: str, value: str | None, variable: Variable | None, protocol: str | None) -> None:
    if value is None:
        return
    if is_secret_key(key):
        raise Refused("secret_setting", f"{key}: a secret is changed by a command of its own.")
    is_16 = protocol is not None and not protocol.startswith("ocpp2")
    if protocol is not None and is_variable_key(key) is is_16:
        form = "a bare name" if is_16 else "Component/Variable"
        raise Invalid("bad_variable_key", f"{key}: the key of this charge point's variable is {form}.")
    if not is_variable_key(key) and (len(key) > LONGEST_16_KEY or len(value) > LONGEST_16_VALUE):
        raise Invalid("bad_setting", f"{key}: a key has at most 50 characters, its value at most 500.")
    fault = unfit(variable, value)
    if fault is not None:
        raise Invalid("bad_setting", f"{key}: {fault}")
