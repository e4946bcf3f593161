"""The items of the table `accounts`: their keys, and the questions that these answer."""

from pynamodb.attributes import (
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.table import Item, table_name


class AccountsItem(Item):
    """Anything in the table `accounts`."""

    class Meta:
        """Which table."""

        table_name = table_name("accounts")


class AccountItem(AccountsItem, discriminator="account"):
    """One account and what proves it.

    pk ACCOUNT#<account_id>, sk ACCOUNT: "who is this?", many at once by BatchGetItem.
    `version` moves with the profile; password, epoch and the count of cars move on their own.
    """

    email = UnicodeAttribute()
    name = UnicodeAttribute()
    phone = UnicodeAttribute(null=True)
    locale = UnicodeAttribute()
    time_zone = UnicodeAttribute()
    currency = UnicodeAttribute()
    notifications = JSONAttribute()
    created_at = UTCDateTimeAttribute()
    password_hash = UnicodeAttribute()
    epoch = NumberAttribute()
    car_count = NumberAttribute(default=0)
    version = NumberAttribute()


class CarItem(AccountsItem, discriminator="car"):
    """One car of an account; amounts are decimal text.

    pk ACCOUNT#<account_id>, sk CAR#<car_id>: "my cars, the oldest first".
    """

    name = UnicodeAttribute(null=True)
    make = UnicodeAttribute(null=True)
    model = UnicodeAttribute(null=True)
    plate = UnicodeAttribute(null=True)
    battery_kwh = UnicodeAttribute(null=True)
    connectors: ListAttribute[str] = ListAttribute()
    max_ac_kw = UnicodeAttribute(null=True)
    max_dc_kw = UnicodeAttribute(null=True)
    version = NumberAttribute()


class EmailItem(AccountsItem, discriminator="email"):
    """An address that belongs to an account: put on condition that it is not there yet.

    pk EMAIL#<email>, sk EMAIL. The sign-up and the codes of an address share its partition, so that "what
    does this address stand for?" is one query.
    """

    account_id = UnicodeAttribute()


class SignUpItem(AccountsItem, discriminator="sign_up"):
    """pk EMAIL#<email>, sk SIGNUP: the newest unverified sign-up. Expires (SIGN_UP_KEPT)."""

    name = UnicodeAttribute()
    password_hash = UnicodeAttribute()
    locale = UnicodeAttribute()
    time_zone = UnicodeAttribute()


class CodeItem(AccountsItem, discriminator="code"):
    """pk EMAIL#<email>, sk CODE#<purpose>: the newest code, hashed. Expires with the code."""

    digest = UnicodeAttribute()
    kid = UnicodeAttribute()
    good_until = UTCDateTimeAttribute()
    source = UnicodeAttribute()
    tries = NumberAttribute(default=0)


class LoginItem(AccountsItem, discriminator="login"):
    """pk LOGIN#<login_id>, sk LOGIN: one family of refresh tokens, hashed. Expires with its newest token.

    "All logins of an account" is never asked: they end together by the account's epoch.
    """

    account_id = UnicodeAttribute()
    epoch = NumberAttribute()
    live = UnicodeSetAttribute()
    replaced = UnicodeSetAttribute(null=True)
    replaced_at = UTCDateTimeAttribute()
    good_until = UTCDateTimeAttribute()
    version = NumberAttribute()


class ErasureItem(AccountsItem, discriminator="erasure"):
    """That an account is being erased, until nothing of it can come back (erasing.py).

    pk ERASURES, sk ACCOUNT#<account_id>: "is this one?", and "which are due?", for which all few are read.
    `email` goes with the person.
    """

    email = UnicodeAttribute(null=True)
    asked_at = UTCDateTimeAttribute()
    due_at = UTCDateTimeAttribute()


class CounterItem(AccountsItem, discriminator="counter"):
    """pk THROTTLE#<limit>#<hashed subject>#<window>, sk COUNTER: attempts in one window. Expires after it."""

    attempts = NumberAttribute()
