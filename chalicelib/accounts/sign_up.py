"""From an e-mail address to an account. No answer tells whether an address is registered: the mail does."""

from dataclasses import dataclass
from typing import Protocol

from chalicelib.accounts.codes import Code, Purpose
from chalicelib.accounts.credentials import Credentials, Known, LoggedIn, SignUp
from chalicelib.accounts.mailed_codes import MailedCodes, Notify, wrong_code
from chalicelib.accounts.passwords import Passwords
from chalicelib.accounts.rules import Account
from chalicelib.kernel.ids import Clock, Ids


class SignUpStore(Protocol):
    """Where sign-ups wait and accounts begin."""

    def known(self, email: str) -> Known:
        """What this address stands for; takes the same time whichever."""
        ...

    def add_sign_up(self, sign_up: SignUp, code: Code) -> None:
        """Both at once, in place of any earlier ones, so that a code always belongs to its own sign-up."""
        ...

    def put_code(self, code: Code) -> None:
        """In place of any earlier code of the address for this purpose."""
        ...

    def open_account(self, opened: Credentials, code: Code) -> bool:
        """The account begins, its sign-up and code go; False if the address or the code is already used."""
        ...


class BeginLogin(Protocol):
    """Logs in whoever these credentials belong to."""

    def __call__(self, credentials: Credentials) -> LoggedIn:
        """A new login."""
        ...


@dataclass
class SignUpService:
    """Sign up, verify, send the code again.

    What is done is the same for every address, in the same order, except for what the mail says; so neither
    the answer nor its time tells who is registered.
    """

    store: SignUpStore
    codes: MailedCodes
    passwords: Passwords
    notify: Notify
    log_in: BeginLogin
    new_id: Ids
    now: Clock

    def sign_up(
        self, *, email: str, password: str, name: str, locale: str, time_zone: str, source: str
    ) -> None:
        """Keep the wish and send a code. Raises TooMany."""
        code, digits = self.codes.made(email, Purpose.VERIFY, source)
        sign_up = SignUp(email, name, self.passwords.hashed(password), locale, time_zone)
        known = self.store.known(email)
        self.store.add_sign_up(sign_up, code)
        self._send(Known(known.credentials, sign_up), email, digits)

    def resend(self, email: str, source: str) -> None:
        """Send a new code for the sign-up that waits; earlier codes are void. Raises TooMany."""
        code, digits = self.codes.made(email, Purpose.VERIFY, source)
        known = self.store.known(email)
        self.store.put_code(code)
        self._send(known, email, digits)

    def verify(self, email: str, digits: str, source: str) -> LoggedIn:
        """Open the account and log in. Raises Invalid("wrong_code"), TooMany."""
        code = self.codes.proved(email, Purpose.VERIFY, digits, source)
        known = self.store.known(email)
        if known.sign_up is None or known.credentials is not None:
            raise wrong_code()
        wish, account_id = known.sign_up, self.new_id()
        account = Account(
            account_id, email, wish.name, self.now(), locale=wish.locale, time_zone=wish.time_zone
        )
        opened = Credentials(account, wish.password_hash, epoch=1)
        if not self.store.open_account(opened, code):
            raise wrong_code()
        return self.log_in(opened)

    def _send(self, known: Known, email: str, digits: str) -> None:
        if known.credentials is not None:
            self.notify(email, known.credentials.account.locale, "already_registered")
        elif known.sign_up is not None:
            self.notify(email, known.sign_up.locale, "verify_code", code=digits)
        else:
            self.notify(email, "en", "not_registered")
