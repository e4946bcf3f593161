"""Tokens in DynamoDB."""

from collections.abc import Iterable, Mapping
from typing import Any

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from chalicelib.kernel.errors import Invalid, Refused, Stale
from chalicelib.table import (
    ConditionFailed,
    Look,
    assign,
    attempt,
    condition_failed,
    delete,
    put,
    transact,
    update,
)
from chalicelib.tokens.items import (
    OwnItem,
    RoomItem,
    TokenItem,
    TokensItem,
    account_pk,
    item_of,
    token_key,
    token_of,
)
from chalicelib.tokens.rules import MOST_TOKENS, Token, presented_uid


class DynamoTokens:
    """What TokenService needs."""

    def token(self, uid: str) -> Token | None:
        """1 request."""
        try:
            return token_of(TokenItem.get(*token_key(uid), consistent_read=True))
        except TokenItem.DoesNotExist:
            return None

    @staticmethod
    def presented(uid: str) -> Look[Token | None]:
        """The token that a reader told of, to be asked with other questions; None too if it cannot be one."""
        try:
            key = token_key(presented_uid(uid))
        except Invalid:
            return Look((), lambda _: None)

        def answer(found: Mapping[tuple[str, str], Any]) -> Token | None:
            return token_of(found[key]) if key in found else None

        return Look(((TokenItem, *key),), answer)

    def of_account(self, account_id: str) -> list[Token]:
        """2 requests."""
        owned = TokensItem.query(account_pk(account_id), consistent_read=True)
        return self._tokens(item.uid for item in owned if isinstance(item, OwnItem))

    def app_token(self, account_id: str) -> Token | None:
        """2 requests, 1 while there is none."""
        try:
            own = OwnItem.get(account_pk(account_id), "APP", consistent_read=True)
        except OwnItem.DoesNotExist:
            return None
        return self.token(own.uid)

    def add(self, token: Token) -> None:
        """1 transaction of 3. Raises Refused."""
        room = update(
            "room",
            RoomItem(account_pk(token.account_id), "ROOM"),
            [RoomItem.tokens.add(1), RoomItem.kind.set(RoomItem)],
            RoomItem.tokens.does_not_exist() | (RoomItem.tokens < MOST_TOKENS),
        )
        own = OwnItem(account_pk(token.account_id), f"TOKEN#{token.uid}", uid=token.uid)
        try:
            transact([put("token", item_of(token), TokenItem.pk.does_not_exist()), put("own", own), room])
        except ConditionFailed as failed:
            if "token" in failed.labels:
                raise Refused("token_taken", "This token already belongs to an account.") from failed
            raise Refused("too_many_tokens", f"At most {MOST_TOKENS} tokens.") from failed

    def add_app_token(self, token: Token) -> bool:
        """1 transaction of 2."""
        own = OwnItem(account_pk(token.account_id), "APP", uid=token.uid)
        return attempt(
            lambda: transact(
                [
                    put("token", item_of(token), TokenItem.pk.does_not_exist()),
                    put("own", own, OwnItem.pk.does_not_exist()),
                ]
            )
        )

    def save(self, token: Token) -> None:
        """1 request. Raises Stale."""
        actions: list[Action] = [
            TokenItem.name.set(token.name),
            TokenItem.blocked.set(token.blocked),
            TokenItem.version.set(token.version),
            assign(TokenItem.expires_at, token.expires_at),
        ]
        try:
            TokenItem(*token_key(token.uid)).update(actions, condition=TokenItem.version == token.version - 1)
        except UpdateError as error:
            if condition_failed(error):
                raise Stale("changed_meanwhile", "Somebody changed it meanwhile.") from error
            raise

    def remove(self, token: Token) -> bool:
        """1 transaction of 3."""
        pk = account_pk(token.account_id)
        one_less = update("room", RoomItem(pk, "ROOM"), [RoomItem.tokens.add(-1)], RoomItem.tokens > 0)
        gone = TokenItem.account_id == token.account_id
        return attempt(
            lambda: transact(
                [
                    delete("token", TokenItem(*token_key(token.uid)), gone),
                    delete("own", OwnItem(pk, f"TOKEN#{token.uid}")),
                    one_less,
                ]
            )
        )

    def forget(self, account_id: str) -> None:
        """1 request, 1 transaction of 2 for each token, and 1 request."""
        pk = account_pk(account_id)
        whose = TokenItem.pk.does_not_exist() | (TokenItem.account_id == account_id)
        for own in list(TokensItem.query(pk, consistent_read=True)):
            if isinstance(own, OwnItem):
                token = delete("token", TokenItem(*token_key(own.uid)), whose)
                transact([token, delete("own", OwnItem(pk, own.sk))])
        RoomItem(pk, "ROOM").delete()

    @staticmethod
    def _tokens(uids: Iterable[str]) -> list[Token]:
        found = TokenItem.batch_get([token_key(uid) for uid in uids], consistent_read=True)
        return [token_of(item) for item in found]
