"""Logging in, staying logged in, logging out."""

from dataclasses import dataclass, replace
from typing import Protocol

from chalicelib.accounts import logins
from chalicelib.accounts.access_tokens import AccessTokens
from chalicelib.accounts.credentials import Credentials, Known, LoggedIn
from chalicelib.accounts.logins import Login
from chalicelib.accounts.passwords import NOBODYS, Passwords
from chalicelib.accounts.throttle import LOGINS_PER_EMAIL, LOGINS_PER_SOURCE, Count, Counters, attempt
from chalicelib.kernel.errors import Forbidden, NotLoggedIn
from chalicelib.kernel.ids import Clock, Ids
from chalicelib.logs import logger

RACES = 30
"""How many refreshes of one login may cross before one of them gives up."""


class LoginStore(Protocol):
    """Where credentials and logins are kept."""

    def known(self, email: str) -> Known:
        """What this address stands for; takes the same time whichever."""
        ...

    def credentials(self, account_id: str) -> Credentials | None:
        """Those of one account."""
        ...

    def save_hash(self, account_id: str, old: str, new: str) -> None:
        """The same password hashed anew; nothing if it was changed meanwhile."""
        ...

    def add_login(self, login: Login) -> None:
        """A new family."""
        ...

    def login(self, login_id: str) -> Login | None:
        """As it is now."""
        ...

    def save_login(self, login: Login) -> bool:
        """In place of the version before; False if that is no longer there."""
        ...

    def remove_login(self, login_id: str) -> None:
        """It is over."""
        ...

    def end_logins(self, account_id: str) -> None:
        """Move the account's epoch on."""
        ...


@dataclass
class LoginService:
    """Log in, refresh, log out here or everywhere."""

    store: LoginStore
    counters: Counters
    passwords: Passwords
    access_tokens: AccessTokens
    new_id: Ids
    now: Clock

    def log_in(self, email: str, password: str, source: str) -> LoggedIn:
        """A new login.

        Raises NotLoggedIn("wrong_credentials") whether the address or the password is wrong, after the same
        work; Forbidden("email_not_verified") only to who knows the password; TooMany.
        """
        now = self.now()
        counts = [Count(LOGINS_PER_SOURCE, source, now), Count(LOGINS_PER_EMAIL, email, now)]
        attempt(self.counters, counts)
        known = self.store.known(email)
        holder = known.credentials or known.sign_up
        hashed = holder.password_hash if holder else NOBODYS
        if not self.passwords.is_right(hashed, password) or holder is None:
            raise NotLoggedIn("wrong_credentials", "E-mail address or password is wrong.")
        for count in counts:
            self.counters.take_back(count)
        if known.credentials is None:
            raise Forbidden("email_not_verified", "Enter the code that was sent to this address first.")
        return self.begin(self._rehashed(known.credentials, password))

    def begin(self, credentials: Credentials) -> LoggedIn:
        """A new login for who has proved himself otherwise."""
        login_id, account = self.new_id(), credentials.account
        token = logins.new_token(login_id)
        self.store.add_login(logins.begun(login_id, account.account_id, credentials.epoch, token, self.now()))
        return LoggedIn(self.access_tokens.issue(account.account_id), token, account)

    def refresh(self, token: str) -> LoggedIn:
        """A fresh pair for a refresh token, which is thereby used (rules: logins.py).

        Of refreshes that race, the one whose write comes first replaces the token; the others look again and
        find themselves in the grace. Raises NotLoggedIn("refresh_refused").
        """
        login_id = logins.login_id_of(token)
        for _ in range(RACES):
            login = self.store.login(login_id)
            holder = self.store.credentials(login.account_id) if login else None
            if login is None or holder is None:
                break
            fresh = logins.new_token(login_id)
            after = logins.refreshed(login, token, fresh, self.now()) if login.epoch == holder.epoch else None
            if after is None:
                logger.info("login_ended", account_id=login.account_id, login_id=login_id)
                self.store.remove_login(login_id)
                break
            if self.store.save_login(after):
                return LoggedIn(self.access_tokens.issue(login.account_id), fresh, holder.account)
        raise refresh_refused()

    def log_out(self, token: str | None, *, everywhere: bool) -> None:
        """End this login, or all of the account's. Access tokens already out end by their own time.

        Without a good token there is nothing to end: fine for one login, but who asked for everywhere is
        told, by NotLoggedIn("refresh_refused").
        """
        login = self.store.login(logins.login_id_of(token)) if token else None
        if login is None or token is None or not logins.knows(login, token, self.now()):
            if everywhere:
                raise refresh_refused()
            return
        if everywhere:
            self.store.end_logins(login.account_id)
        self.store.remove_login(login.login_id)

    def _rehashed(self, credentials: Credentials, password: str) -> Credentials:
        if not self.passwords.is_outdated(credentials.password_hash):
            return credentials
        new = self.passwords.hashed(password)
        self.store.save_hash(credentials.account.account_id, credentials.password_hash, new)
        return replace(credentials, password_hash=new)


def refresh_refused() -> NotLoggedIn:
    """The one answer to a refresh token that is unknown, used, ended or too old."""
    return NotLoggedIn("refresh_refused", "This login is over. Log in again.")
