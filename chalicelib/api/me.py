"""The caller's own profile and password."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from chalicelib.accounts.throttle import source_of
from chalicelib.api.accounts import (
    AccountOut,
    ChannelName,
    GivenPassword,
    Locale,
    Name,
    NewPassword,
    TimeZone,
)
from chalicelib.api.edge import Api, Asked, Who
from chalicelib.api.schema import In
from chalicelib.kernel.caller import Caller
from chalicelib.notices.events import EVENTS, FORMER
from chalicelib.tariffs.currencies import CURRENCIES
from chalicelib.wiring import services

NULLABLE = {"phone"}


def _currency(code: str) -> str:
    if code not in CURRENCIES:
        raise PydanticCustomError("currency", "This is an ISO 4217 code, like EUR.")
    return code


def _event(name: str) -> str:
    if name not in EVENTS and name not in FORMER.values():
        raise PydanticCustomError("event", "There is no such event; GET /v1/notification-events lists them.")
    return name


def _compact(number: object) -> object:
    return (
        "".join(sign for sign in number if sign not in " -./()") or None
        if isinstance(number, str)
        else number
    )


E164 = Annotated[str, Field(pattern=r"^\+[1-9][0-9]{6,14}$")]
Phone = Annotated[E164 | None, BeforeValidator(_compact)]
Currency = Annotated[str, AfterValidator(_currency)]
Event = Annotated[str, AfterValidator(_event)]
Channels = Annotated[list[ChannelName], Field(max_length=3)]

api = Api(__name__)


class ProfileEdit(In):
    """What is to change; null leaves a field as it is, but takes the phone number away.

    `phone` is in E.164, `currency` in ISO 4217. `notifications` are the channels wanted for each event (GET
    /v1/notification-events lists them): an empty list is silence, an event not named is left to us.
    """

    name: Name | None = None
    phone: Phone = None
    locale: Locale | None = None
    time_zone: TimeZone | None = None
    currency: Currency | None = None
    notifications: Annotated[dict[Event, Channels], Field(max_length=40)] | None = None


class PasswordChange(In):
    """The password there is, and the one to come."""

    current_password: GivenPassword
    new_password: NewPassword


@api.route("/me", methods=["GET"], who=Who.ACCOUNT)
def read_me(caller: Caller) -> AccountOut:
    """My account."""
    return AccountOut.of(services().accounts.mine(caller))


@api.route("/me", methods=["PATCH"], who=Who.ACCOUNT)
def edit_me(caller: Caller, body: ProfileEdit, if_match: int | None) -> AccountOut:
    """Change my profile."""
    told = body.model_dump(exclude_unset=True)
    changes = {name: value for name, value in told.items() if value is not None or name in NULLABLE}
    return AccountOut.of(services().accounts.change_profile(caller, changes, if_match))


@api.route("/me/password", methods=["POST"], who=Who.ACCOUNT, status=204)
def change_my_password(caller: Caller, body: PasswordChange, request: Asked) -> None:
    """Change my password; ends all logins, this one too."""
    source = source_of(request.address)
    services().passwords.change(caller.account_id, body.current_password, body.new_password, source)
