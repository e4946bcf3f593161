"""What an account and a car are, and what an e-mail address must look like."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from chalicelib.kernel.errors import Invalid

MOST_CARS = 50
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 128
DEFAULT_LOCALE = "en"
DEFAULT_TIME_ZONE = "UTC"
DEFAULT_CURRENCY = "EUR"


@dataclass(frozen=True)
class Account:
    """One person's login. Its address has been verified: before that there is only a sign-up."""

    account_id: str
    email: str
    name: str
    created_at: datetime
    phone: str | None = None
    """E.164."""
    locale: str = DEFAULT_LOCALE
    """BCP 47."""
    time_zone: str = DEFAULT_TIME_ZONE
    """IANA name."""
    currency: str = DEFAULT_CURRENCY
    """ISO 4217."""
    notifications: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Event to channels; an event not named is left to the product."""
    version: int = 1


@dataclass(frozen=True)
class Car:
    """A driver's car. `connectors` are OCPI ConnectorType values; energy in kWh, power in kW."""

    car_id: str
    name: str | None = None
    make: str | None = None
    model: str | None = None
    plate: str | None = None
    battery_kwh: Decimal | None = None
    connectors: tuple[str, ...] = ()
    max_ac_kw: Decimal | None = None
    max_dc_kw: Decimal | None = None
    version: int = 1


def email_of(text: str) -> str:
    """The address as it is kept and compared: normalised and without case.

    Whether its domain takes mail is not asked (the code that we send tells), so `.example` and `.test`
    are as good as any. Raises Invalid("invalid_email").
    """
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - start-up

    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise Invalid("invalid_email", "This is not an e-mail address.") from error
    return unicodedata.normalize("NFC", found.normalized.casefold())


def is_time_zone(name: str) -> bool:
    """Whether the IANA database knows this name."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a path, a folder, an unknown name
        return False
    return True
