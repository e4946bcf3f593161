"""A new password: for who knows the old one, or reads the mail. Either way every login ends."""

from dataclasses import dataclass
from typing import Protocol

from chalicelib.accounts.codes import Code, Purpose
from chalicelib.accounts.credentials import Credentials, Known
from chalicelib.accounts.mailed_codes import MailedCodes, Notify, wrong_code
from chalicelib.accounts.passwords import Passwords
from chalicelib.accounts.throttle import LOGINS_PER_EMAIL, LOGINS_PER_SOURCE, Count, Counters, attempt
from chalicelib.kernel.errors import NotLoggedIn
from chalicelib.kernel.ids import Clock


class PasswordStore(Protocol):
    """Where password hashes are kept."""

    def known(self, email: str) -> Known:
        """What this address stands for; takes the same time whichever."""
        ...

    def credentials(self, account_id: str) -> Credentials | None:
        """Those of one account."""
        ...

    def put_code(self, code: Code) -> None:
        """In place of any earlier code of the address for this purpose."""
        ...

    def set_password(self, account_id: str, password_hash: str, code: Code | None) -> bool:
        """The hash changes, the epoch moves on, the code goes; False if the code is already used."""
        ...


@dataclass
class PasswordService:
    """Forgot, reset, change."""

    store: PasswordStore
    codes: MailedCodes
    counters: Counters
    passwords: Passwords
    notify: Notify
    now: Clock

    def forgot(self, email: str, source: str) -> None:
        """Send a code, or word that there is no account; the answer is the same. Raises TooMany."""
        code, digits = self.codes.made(email, Purpose.RESET, source)
        known = self.store.known(email)
        self.store.put_code(code)
        if known.credentials is None:
            self.notify(email, known.sign_up.locale if known.sign_up else "en", "not_registered")
        else:
            self.notify(email, known.credentials.account.locale, "reset_code", code=digits)

    def reset(self, email: str, digits: str, password: str, source: str) -> None:
        """Set a new password by a mailed code. Raises Invalid("wrong_code"), TooMany."""
        code = self.codes.proved(email, Purpose.RESET, digits, source)
        known = self.store.known(email)
        if known.credentials is None:
            raise wrong_code()
        account_id = known.credentials.account.account_id
        if not self.store.set_password(account_id, self.passwords.hashed(password), code):
            raise wrong_code()

    def change(self, account_id: str, current: str, new: str, source: str) -> None:
        """Set a new password by the old one, guessed at no oftener than at login.

        Raises NotLoggedIn("wrong_credentials"), TooMany.
        """
        self.proved(account_id, current, source)
        self.store.set_password(account_id, self.passwords.hashed(new), None)

    def proved(self, account_id: str, current: str, source: str) -> Credentials:
        """The account whose password this is, guessed at no oftener than at login.

        Raises NotLoggedIn("wrong_credentials"), TooMany.
        """
        holder = self.store.credentials(account_id)
        if holder is None:
            raise NotLoggedIn("not_logged_in", "This account is no more.")
        now = self.now()
        counts = [Count(LOGINS_PER_SOURCE, source, now), Count(LOGINS_PER_EMAIL, holder.account.email, now)]
        attempt(self.counters, counts)
        if not self.passwords.is_right(holder.password_hash, current):
            raise NotLoggedIn("wrong_credentials", "The current password is wrong.")
        for count in counts:
            self.counters.take_back(count)
        return holder
