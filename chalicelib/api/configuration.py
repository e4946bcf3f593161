"""What a charge point is set to, over HTTP: OCPP 1.6's configuration and 2.x's variables alike."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from chalicelib.api.commands import CommandAccepted, CommandOut
from chalicelib.api.edge import Api, Who
from chalicelib.api.reasons import Reason, reason_of
from chalicelib.api.schema import Accepted, In, Items, Out, derived
from chalicelib.charge_points.commands.reasons import SAYINGS, CommandReason
from chalicelib.charge_points.redaction import REDACTED
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.ids import utc_now
from chalicelib.variables.rules import LONGEST_VALUE, Variable
from chalicelib.variables.settings import Setting
from chalicelib.variables.wanted import WantedState
from chalicelib.wiring import services

api = Api(__name__)

MOST_AT_ONCE = 50
Key = Annotated[str, Field(min_length=1, max_length=400)]
Value = Annotated[str, Field(max_length=LONGEST_VALUE)]


class Search(In):
    """Which part of the list: those with `key` in their key, in any case."""

    key: Annotated[str, Field(max_length=400)] | None = None
    cursor: Annotated[str, Field(max_length=1000)] | None = None
    limit: Annotated[int, Field(ge=1, le=1000)] = 1000


class SettingsIn(In):
    """Values to set, by key; null: what the charge point has is fine, nothing is wanted of it any more."""

    settings: Annotated[dict[Key, Value | None], Field(min_length=1, max_length=MOST_AT_ONCE)]


class SettingOut(Out):
    """A variable: what the charge point tells, and what is wanted of it. Nulls: it does not say.

    The key of a 2.x charge point reads Component/Variable. `state` is about `wanted`; `value` is *** for a
    secret, which is kept nowhere.
    """

    key: str
    attribute: str
    value: str | None
    readonly: bool | None
    mutability: str | None
    data_type: str | None
    unit: str | None
    minimum: str | None
    maximum: str | None
    values: list[str]
    reported_at: AwareDatetime | None
    wanted: str | None
    wanted_at: AwareDatetime | None
    state: WantedState | None
    differs: bool
    detail: str | None

    @derived
    def reason(self) -> Reason[CommandReason] | None:
        """Which of our sentences `detail` is."""
        return reason_of(Reason[CommandReason], self.detail, SAYINGS)

    @classmethod
    def of(cls, setting: Setting) -> "SettingOut":
        """As it stands now."""
        variable, wanted = setting.variable, setting.wanted
        told = variable.told if variable else None
        return cls(
            key=setting.key,
            attribute=setting.attribute,
            value=_shown(variable),
            readonly=variable.is_read_only if variable and told and told.mutability else None,
            mutability=told.mutability if told else None,
            data_type=told.data_type if told else None,
            unit=told.unit if told else None,
            minimum=None if told is None or told.minimum is None else f"{told.minimum:f}",
            maximum=None if told is None or told.maximum is None else f"{told.maximum:f}",
            values=list(told.values) if told else [],
            reported_at=variable.reported_at if variable else None,
            wanted=wanted.value if wanted else None,
            wanted_at=wanted.wanted_at if wanted else None,
            state=setting.state,
            differs=setting.differs,
            detail=wanted.detail if wanted else None,
        )


class SettingsAccepted(Accepted):
    """The commands that carry the values: follow each for the charge point's answer."""

    commands: list[CommandOut]


@api.route("/charge-points/{charge_point_id}/configuration", methods=["GET"], who=Who.MANAGER)
def read_configuration(charge_point_id: str, caller: Caller, query: Search) -> Items[SettingOut]:
    """What a charge point is set to, by key, and what it should be set to."""
    found = services().configuration.settings(charge_point_id, caller, query.key)
    start = _start(query.cursor)
    end = start + query.limit
    return Items[SettingOut](
        items=[SettingOut.of(setting) for setting in found[start:end]],
        next_cursor=str(end) if end < len(found) else None,
    )


@api.route("/charge-points/{charge_point_id}/configuration", methods=["PATCH"], who=Who.MANAGER)
def change_configuration(charge_point_id: str, caller: Caller, body: SettingsIn) -> SettingsAccepted:
    """Set these values, and keep them set: one that is lost in a restart is sent again.

    A charge point that is offline gets them when it comes, within 24 hours.
    """
    commands = services().configuration.change(charge_point_id, caller, body.settings)
    now = utc_now()
    return SettingsAccepted(commands=[CommandOut.of(command, now) for command in commands])


@api.route("/charge-points/{charge_point_id}/configuration/refresh", methods=["POST"], who=Who.MANAGER)
def refresh_configuration(charge_point_id: str, caller: Caller) -> CommandAccepted:
    """Ask the charge point anew for all that it is set to."""
    return CommandAccepted.of(services().configuration.refresh(charge_point_id, caller), utc_now())


def _shown(variable: Variable | None) -> str | None:
    if variable is None:
        return None
    return REDACTED if variable.is_secret else variable.told.value


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit()):
        raise Invalid("bad_cursor", "This cursor is not of this list.")
    return int(cursor)
