"""Tokens in DynamoDB."""

from collections.abc import Iterable

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from chalicelib.kernel.errors import Refused, Stale
from chalicelib.table import (
    ConditionFailed,
    Item,
    condition_failed,
    delete,
    put,
    table_name,
    transact,
    update,
)
from chalicelib.tokens.rules import MOST_TOKENS, Token, TokenType


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


class OwnItem(TokensItem, discriminator="own"):
    """That an account has a token; with it, "my tokens" is a query and a BatchGetItem, and never late.

    pk ACCOUNT#<account_id>, sk TOKEN#<uid>; the app's: sk APP, so that there can be only one.
    """

    uid = UnicodeAttribute()


class RoomItem(TokensItem, discriminator="room"):
    """pk ACCOUNT#<account_id>, sk ROOM: how many RFID tokens an account has; moves with them."""

    tokens = NumberAttribute()


class DynamoTokens:
    """What TokenService needs."""

    def token(self, uid: str) -> Token | None:
        """1 request."""
        try:
            return _token_of(TokenItem.get(*_token_key(uid), consistent_read=True))
        except TokenItem.DoesNotExist:
            return None

    def of_account(self, account_id: str) -> list[Token]:
        """2 requests."""
        owned = TokensItem.query(_account_pk(account_id), consistent_read=True)
        return self._tokens(item.uid for item in owned if isinstance(item, OwnItem))

    def app_token(self, account_id: str) -> Token | None:
        """2 requests, 1 while there is none."""
        try:
            own = OwnItem.get(_account_pk(account_id), "APP", consistent_read=True)
        except OwnItem.DoesNotExist:
            return None
        return self.token(own.uid)

    def add(self, token: Token) -> None:
        """1 transaction of 3. Raises Refused."""
        room = update(
            "room",
            RoomItem(_account_pk(token.account_id), "ROOM"),
            [RoomItem.tokens.add(1), RoomItem.kind.set(RoomItem)],
            RoomItem.tokens.does_not_exist() | (RoomItem.tokens < MOST_TOKENS),
        )
        own = OwnItem(_account_pk(token.account_id), f"TOKEN#{token.uid}", uid=token.uid)
        try:
            transact([put("token", _item_of(token), TokenItem.pk.does_not_exist()), put("own", own), room])
        except ConditionFailed as failed:
            if "token" in failed.labels:
                raise Refused("token_taken", "This token already belongs to an account.") from failed
            raise Refused("too_many_tokens", f"At most {MOST_TOKENS} tokens.") from failed

    def add_app_token(self, token: Token) -> bool:
        """1 transaction of 2."""
        own = OwnItem(_account_pk(token.account_id), "APP", uid=token.uid)
        try:
            transact(
                [
                    put("token", _item_of(token), TokenItem.pk.does_not_exist()),
                    put("own", own, OwnItem.pk.does_not_exist()),
                ]
            )
        except ConditionFailed:
            return False
        return True

    def save(self, token: Token) -> None:
        """1 request. Raises Stale."""
        actions: list[Action] = [
            TokenItem.name.set(token.name),
            TokenItem.blocked.set(token.blocked),
            TokenItem.version.set(token.version),
        ]
        try:
            TokenItem(*_token_key(token.uid)).update(
                actions, condition=TokenItem.version == token.version - 1
            )
        except UpdateError as error:
            if condition_failed(error):
                raise Stale("changed_meanwhile", "Somebody changed it meanwhile.") from error
            raise

    def remove(self, token: Token) -> bool:
        """1 transaction of 3."""
        pk = _account_pk(token.account_id)
        one_less = update("room", RoomItem(pk, "ROOM"), [RoomItem.tokens.add(-1)], RoomItem.tokens > 0)
        gone = TokenItem.account_id == token.account_id
        try:
            transact(
                [
                    delete("token", TokenItem(*_token_key(token.uid)), gone),
                    delete("own", OwnItem(pk, f"TOKEN#{token.uid}")),
                    one_less,
                ]
            )
        except ConditionFailed:
            return False
        return True

    @staticmethod
    def _tokens(uids: Iterable[str]) -> list[Token]:
        found = TokenItem.batch_get([_token_key(uid) for uid in uids], consistent_read=True)
        return [_token_of(item) for item in found]


def _token_key(uid: str) -> tuple[str, str]:
    return f"TOKEN#{uid}", "TOKEN"


def _account_pk(account_id: str) -> str:
    return f"ACCOUNT#{account_id}"


def _item_of(token: Token) -> TokenItem:
    return TokenItem(
        *_token_key(token.uid),
        account_id=token.account_id,
        type=token.type.value,
        name=token.name,
        blocked=token.blocked,
        created_at=token.created_at,
        version=token.version,
    )


def _token_of(item: TokenItem) -> Token:
    return Token(
        uid=item.pk.partition("#")[2],
        account_id=item.account_id,
        type=TokenType(item.type),
        name=item.name,
        blocked=item.blocked,
        created_at=item.created_at,
        version=int(item.version),
    )
