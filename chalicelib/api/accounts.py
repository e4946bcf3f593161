"""How accounts look on the wire, and the fields that several requests about them share."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from chalicelib.accounts.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD, Account, email_of, is_time_zone
from chalicelib.api.schema import ONE_LINE, Out
from chalicelib.kernel.errors import Invalid


def _email(text: str) -> str:
    try:
        return email_of(text)
    except Invalid as error:
        raise PydanticCustomError("email", "This is not an e-mail address.") from error


def _time_zone(name: str) -> str:
    if not is_time_zone(name):
        raise PydanticCustomError("time_zone", "This is an IANA name, like Europe/Brussels.")
    return name


Email = Annotated[str, Field(max_length=254), AfterValidator(_email)]
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=ONE_LINE)]
GivenPassword = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=1024)]
NewPassword = Annotated[
    str, StringConstraints(strip_whitespace=False, min_length=SHORTEST_PASSWORD, max_length=LONGEST_PASSWORD)
]
SPOKEN = "A BCP 47 tag. Mail, SMS and calendars are in en, de, fr, es or ar, and in en for all others."
Locale = Annotated[
    str, Field(max_length=35, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", description=SPOKEN)
]
TimeZone = Annotated[str, Field(max_length=64), AfterValidator(_time_zone)]
ChannelName = Literal["email", "sms", "push"]


class AccountOut(Out):
    """An account, as its owner sees it."""

    account_id: str
    email: str
    name: str
    phone: str | None
    locale: Annotated[str, Field(description=SPOKEN)]
    time_zone: str
    currency: str
    notifications: dict[str, list[ChannelName]]
    created_at: datetime
    version: Annotated[int, Field(exclude=True)]

    @classmethod
    def of(cls, account: Account) -> "AccountOut":
        """The account on the wire."""
        return cls.model_validate(account)
