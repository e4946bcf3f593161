"""How the services of accounts, tokens and notices are put together."""

# ruff: noqa: PLC0415 - see __init__.py
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.kernel.settings import settings

if TYPE_CHECKING:
    from chalicelib.accounts.access_tokens import AccessTokens
    from chalicelib.accounts.change_password import PasswordService
    from chalicelib.accounts.log_in import LoginService
    from chalicelib.accounts.mailed_codes import MailedCodes
    from chalicelib.accounts.service import AccountService
    from chalicelib.accounts.sign_up import SignUpService
    from chalicelib.accounts.signing_keys import SigningKeys
    from chalicelib.kernel.front_door import FrontDoor
    from chalicelib.notices.post import PostService
    from chalicelib.notices.service import NoticeService
    from chalicelib.notices.ses import SesOutbox
    from chalicelib.tokens.service import TokenService


def client_in_time(service: str) -> Any:
    """A client that gives up within 15 seconds."""
    from botocore.config import Config

    from chalicelib.clients import client

    in_time = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 2})
    return client(service, in_time)


class People:
    """Services of accounts, tokens and notices."""

    @cached_property
    def front_door(self) -> "FrontDoor":
        """Whether a request came by the front door, and from whom."""
        from chalicelib.kernel.front_door import FrontDoor

        name = settings().edge_secret
        if name is None:
            return FrontDoor(None, utc_now)
        from chalicelib.accounts.secret import secret_texts

        return FrontDoor(lambda: secret_texts(name), utc_now)

    @cached_property
    def signing_keys(self) -> "SigningKeys":
        """The keys of access tokens and mailed codes."""
        from chalicelib.accounts.secret import secret_text
        from chalicelib.accounts.signing_keys import SigningKeys

        return SigningKeys(lambda: secret_text(settings().signing_keys_secret), utc_now)

    @cached_property
    def access_tokens(self) -> "AccessTokens":
        """Access tokens of this stage."""
        from chalicelib.accounts.access_tokens import AccessTokens

        return AccessTokens(self.signing_keys, f"plugnexus-{settings().stage}", utc_now)

    @cached_property
    def accounts(self) -> "AccountService":
        """Accounts and cars."""
        from chalicelib.accounts.service import AccountService
        from chalicelib.accounts.store import DynamoAccounts

        return AccountService(DynamoAccounts(), self.access_tokens, new_id)

    @cached_property
    def mailed_codes(self) -> "MailedCodes":
        """Codes by mail."""
        from chalicelib.accounts.credential_store import DynamoCredentials
        from chalicelib.accounts.login_store import DynamoCounters
        from chalicelib.accounts.mailed_codes import MailedCodes

        return MailedCodes(DynamoCredentials(utc_now), DynamoCounters(), self.signing_keys, utc_now)

    @cached_property
    def sign_up(self) -> "SignUpService":
        """From an e-mail address to an account."""
        from chalicelib.accounts.credential_store import DynamoCredentials
        from chalicelib.accounts.passwords import Passwords
        from chalicelib.accounts.sign_up import SignUpService

        store = DynamoCredentials(utc_now)
        return SignUpService(
            store, self.mailed_codes, Passwords(), self.notices.send, self.log_in.begin, new_id, utc_now
        )

    @cached_property
    def log_in(self) -> "LoginService":
        """Logins."""
        from chalicelib.accounts.log_in import LoginService
        from chalicelib.accounts.login_store import DynamoCounters, DynamoLogins
        from chalicelib.accounts.passwords import Passwords

        store = DynamoLogins(utc_now)
        return LoginService(store, DynamoCounters(), Passwords(), self.access_tokens, new_id, utc_now)

    @cached_property
    def passwords(self) -> "PasswordService":
        """New passwords."""
        from chalicelib.accounts.change_password import PasswordService
        from chalicelib.accounts.credential_store import DynamoCredentials
        from chalicelib.accounts.login_store import DynamoCounters
        from chalicelib.accounts.passwords import Passwords

        store = DynamoCredentials(utc_now)
        return PasswordService(
            store, self.mailed_codes, DynamoCounters(), Passwords(), self.notices.send, utc_now
        )

    @cached_property
    def notices(self) -> "NoticeService":
        """Letters that somebody waits for."""
        from chalicelib.notices.service import NoticeService

        return NoticeService(self.mails, settings().web_origin)

    @cached_property
    def post(self) -> "PostService":
        """Notices that are owed."""
        from chalicelib.notices.post import PostService
        from chalicelib.notices.sns import SnsTexts
        from chalicelib.notices.store import DynamoPost
        from chalicelib.notices.writing import Writer

        texts = SnsTexts(client_in_time("sns"))
        writer = Writer(settings().web_origin)
        return PostService(DynamoPost(), self.accounts.accounts_of, self.mails, texts, writer, utc_now)

    @cached_property
    def mails(self) -> "SesOutbox":
        """Mail."""
        from chalicelib.notices.ses import SesOutbox

        return SesOutbox(client_in_time("sesv2"), settings().mail_from)

    @cached_property
    def tokens(self) -> "TokenService":
        """What starts a charge."""
        from chalicelib.tokens.service import TokenService
        from chalicelib.tokens.store import DynamoTokens

        def changed(account_id: str) -> None:
            from chalicelib.wiring import services

            services().local_lists.account_changed(account_id)

        return TokenService(DynamoTokens(), utc_now, changed=changed)
