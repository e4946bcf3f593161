"""Tokens: added, found, blocked, removed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from chalicelib.kernel.errors import Changed, Invalid, Refused, not_found
from chalicelib.kernel.ids import Clock
from chalicelib.tokens.rules import Token, TokenType, new_app_uid, normal_uid, presented_uid


class TokenStore(Protocol):
    """Where tokens are kept."""

    def token(self, uid: str) -> Token | None:
        """By its uid in normal form."""
        ...

    def of_account(self, account_id: str) -> list[Token]:
        """All of an account's, the app's among them, by uid."""
        ...

    def app_token(self, account_id: str) -> Token | None:
        """The app's token of an account, if it was made already."""
        ...

    def add(self, token: Token) -> None:
        """One more RFID token. Raises Refused("token_taken"), Refused("too_many_tokens")."""
        ...

    def add_app_token(self, token: Token) -> bool:
        """False if the account has one already."""
        ...

    def save(self, token: Token) -> None:
        """In place of the version before. Raises Stale."""
        ...

    def remove(self, token: Token) -> bool:
        """False if it was not there."""
        ...

    def forget(self, account_id: str) -> None:
        """All of an account's go, the app's too."""
        ...


@dataclass
class TokenService:
    """The tokens of all accounts."""

    store: TokenStore
    now: Clock
    new_app_uid: Callable[[], str] = new_app_uid
    changed: Callable[[str], None] = lambda _: None
    """Is told the account whose tokens are others by now."""

    def find(self, uid: str) -> Token | None:
        """The token that was presented; None if nobody has it, or it cannot be one."""
        try:
            return self.store.token(presented_uid(uid))
        except Invalid:
            return None

    def app_token(self, account_id: str) -> Token:
        """The token by which the app starts a charge: made when first needed, once per account."""
        made = self.store.app_token(account_id)
        if made is not None:
            return made
        uid = self.new_app_uid()
        token = Token(uid, account_id, TokenType.APP_USER, "App", blocked=False, created_at=self.now())
        if self.store.add_app_token(token):
            return token
        return self.app_token(account_id)  # somebody was faster, so it is there now

    def tokens(self, account_id: str) -> list[Token]:
        """All of an account's tokens, the oldest first."""
        return sorted(self.store.of_account(account_id), key=lambda token: (token.created_at, token.uid))

    def add(self, account_id: str, uid: str, name: str, expires_at: datetime | None = None) -> Token:
        """An RFID token of the account's.

        Raises Invalid("bad_token_uid"), Refused("token_taken") for a uid that any account has (the same
        account too), Refused("too_many_tokens").
        """
        token = Token(
            normal_uid(uid),
            account_id,
            TokenType.RFID,
            name,
            blocked=False,
            created_at=self.now(),
            expires_at=expires_at,
        )
        self.store.add(token)
        self.changed(account_id)
        return token

    def change(self, account_id: str, uid: str, changes: dict[str, Any], if_match: int | None) -> Token:
        """The token with name, blocked or expires_at changed.

        Raises NotFound (another's too), Changed, Stale; Refused("app_token_stays") for an end of the app's.
        """
        seen = self._own(account_id, uid)
        if if_match is not None and if_match != seen.version:
            raise Changed("changed_meanwhile", "Somebody changed it meanwhile. Look again, then change it.")
        if seen.type is TokenType.APP_USER and changes.get("expires_at") is not None:
            raise Refused("app_token_stays", "The app's token has no end.")
        changed = replace(seen, **changes, version=seen.version + 1)
        self.store.save(changed)
        self.changed(account_id)
        return changed

    def remove(self, account_id: str, uid: str) -> None:
        """It is free for anyone. Raises NotFound, for another's too, Refused("app_token_stays")."""
        token = self._own(account_id, uid)
        if token.type is TokenType.APP_USER:
            raise Refused("app_token_stays", "The app's token can be blocked, not removed.")
        if not self.store.remove(token):
            raise not_found("token")
        self.changed(account_id)

    def forget(self, account_id: str) -> None:
        """An account has no token any more, not even the app's; twice is as good as once."""
        self.store.forget(account_id)
        self.changed(account_id)

    def _own(self, account_id: str, uid: str) -> Token:
        token = self.find(uid)
        if token is None or token.account_id != account_id:
            raise not_found("token")
        return token
