"""The items of the table `tokens`: their keys, and the questions that these answer."""

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.table import Item, table_name
from chalicelib.tokens.rules import Token, TokenType


class TokensItem(Item):
    """Anything in the table `tokens`."""

    class Meta:
        """Which table."""

        table_name = table_name("tokens")


class TokenItem(TokensItem, discriminator="token"):
    """A token; put on condition that it is not there, so that its uid is unique in the world.

    pk TOKEN#<uid>, sk TOKEN: "whose is this?", one request, as a charger asks it.
    """

    account_id = UnicodeAttribute()
    type = UnicodeAttribute()
    name = UnicodeAttribute()
    blocked = BooleanAttribute()
    created_at = UTCDateTimeAttribute()
    version = NumberAttribute()
    expires_at = UTCDateTimeAttribute(null=True)


class OwnItem(TokensItem, discriminator="own"):
    """That an account has a token; with it, "my tokens" is a query and a BatchGetItem, and never late.

    pk ACCOUNT#<account_id>, sk TOKEN#<uid>; the app's: sk APP, so that there can be only one.
    """

    uid = UnicodeAttribute()


class RoomItem(TokensItem, discriminator="room"):
    """pk ACCOUNT#<account_id>, sk ROOM: how many RFID tokens an account has; moves with them."""

    tokens = NumberAttribute()


def token_key(uid: str) -> tuple[str, str]:
    """Where a token is."""
    return f"TOKEN#{uid}", "TOKEN"


def account_pk(account_id: str) -> str:
    """Where an account's own are."""
    return f"ACCOUNT#{account_id}"


def item_of(token: Token) -> TokenItem:
    """The item that tells of a token."""
    return TokenItem(
        *token_key(token.uid),
        account_id=token.account_id,
        type=token.type.value,
        name=token.name,
        blocked=token.blocked,
        created_at=token.created_at,
        version=token.version,
        expires_at=token.expires_at,
    )


def token_of(item: TokenItem) -> Token:
    """The token that an item tells of."""
    return Token(
        uid=item.pk.partition("#")[2],
        account_id=item.account_id,
        type=TokenType(item.type),
        name=item.name,
        blocked=item.blocked,
        created_at=item.created_at,
        version=int(item.version),
        expires_at=item.expires_at,
    )
