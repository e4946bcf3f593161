"""Sign-ups, codes and passwords in DynamoDB."""

from datetime import datetime
from typing import Any

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from chalicelib.accounts.codes import MOST_TRIES, Code, Purpose
from chalicelib.accounts.credentials import SIGN_UP_KEPT, Credentials, Known, SignUp
from chalicelib.accounts.items import AccountItem, AccountsItem, CodeItem, EmailItem, SignUpItem
from chalicelib.accounts.store import account_key, account_of
from chalicelib.kernel.ids import Clock
from chalicelib.table import Write, attempt, condition_failed, delete, put, transact, update

NOBODY = "nobody"


class DynamoCredentials:
    """What SignUpService, PasswordService and LoginService need of an address and its proofs."""

    def __init__(self, now: Clock) -> None:
        self.now = now

    def known(self, email: str) -> Known:
        """2 requests, whether the address is known or not, so that time does not tell."""
        found = {item.sk: item for item in AccountsItem.query(_email_pk(email), consistent_read=True)}
        owner, wish = found.get("EMAIL"), found.get("SIGNUP")
        credentials = self.credentials(owner.account_id if isinstance(owner, EmailItem) else NOBODY)
        if not isinstance(wish, SignUpItem) or (wish.expires or 0) <= self.now().timestamp():
            return Known(credentials, None)
        sign_up = SignUp(email, wish.name, wish.password_hash, wish.locale, wish.time_zone)
        return Known(credentials, sign_up)

    def credentials(self, account_id: str) -> Credentials | None:
        """1 request."""
        try:
            item = AccountItem.get(*account_key(account_id), consistent_read=True)
        except AccountItem.DoesNotExist:
            return None
        return Credentials(account_of(item), item.password_hash, int(item.epoch))

    def add_sign_up(self, sign_up: SignUp, code: Code) -> None:
        """1 transaction of 2."""
        item = SignUpItem(
            _email_pk(sign_up.email),
            "SIGNUP",
            name=sign_up.name,
            password_hash=sign_up.password_hash,
            locale=sign_up.locale,
            time_zone=sign_up.time_zone,
            expires=_epoch(self.now() + SIGN_UP_KEPT),
        )
        transact([put("sign_up", item), put("code", _code_item(code))])

    def put_code(self, code: Code) -> None:
        """1 request."""
        _code_item(code).save()

    def try_code(self, email: str, purpose: Purpose) -> Code | None:
        """1 request: the write that counts the try reads the code, so parallel tries all count."""
        item = CodeItem(*_code_key(email, purpose))
        try:
            item.update([CodeItem.tries.add(1)], condition=CodeItem.tries < MOST_TRIES)
        except UpdateError as error:
            if condition_failed(error):
                return None
            raise
        return Code(email, purpose, item.digest, item.kid, item.good_until, item.source, int(item.tries))

    def open_account(self, opened: Credentials, code: Code) -> bool:
        """1 transaction of 4: account and address, each once; sign-up and code gone."""
        account = opened.account
        item = AccountItem(
            *account_key(account.account_id),
            email=account.email,
            name=account.name,
            phone=account.phone,
            locale=account.locale,
            time_zone=account.time_zone,
            currency=account.currency,
            notifications=dict(account.notifications),
            created_at=account.created_at,
            password_hash=opened.password_hash,
            epoch=opened.epoch,
            version=account.version,
        )
        pk = _email_pk(account.email)
        return _done(
            put("account", item, AccountItem.pk.does_not_exist()),
            put(
                "email", EmailItem(pk, "EMAIL", account_id=account.account_id), EmailItem.pk.does_not_exist()
            ),
            delete("sign_up", SignUpItem(pk, "SIGNUP"), SignUpItem.password_hash == opened.password_hash),
            _use_up(code),
        )

    def set_password(self, account_id: str, password_hash: str, code: Code | None) -> bool:
        """1 transaction of 1 or 2."""
        actions: list[Action] = [AccountItem.password_hash.set(password_hash), AccountItem.epoch.add(1)]
        change = update("account", AccountItem(*account_key(account_id)), actions, AccountItem.pk.exists())
        return _done(change, *([_use_up(code)] if code else []))

    def save_hash(self, account_id: str, old: str, new: str) -> None:
        """1 request."""
        attempt(
            lambda: AccountItem(*account_key(account_id)).update(
                [AccountItem.password_hash.set(new)], condition=AccountItem.password_hash == old
            )
        )


def _done(*writes: Write) -> bool:
    return attempt(lambda: transact(writes))


def _use_up(code: Code) -> Write:
    return delete("code", CodeItem(*_code_key(code.email, code.purpose)), CodeItem.digest == code.digest)


def _email_pk(email: str) -> str:
    return f"EMAIL#{email}"


def _code_key(email: str, purpose: Purpose) -> tuple[str, str]:
    return _email_pk(email), f"CODE#{purpose}"


def _code_item(code: Code) -> CodeItem:
    kept: dict[str, Any] = {
        "digest": code.digest,
        "kid": code.kid,
        "good_until": code.good_until,
        "source": code.source,
        "tries": code.tries,
    }
    return CodeItem(*_code_key(code.email, code.purpose), expires=_epoch(code.good_until), **kept)


def _epoch(instant: datetime) -> int:
    return int(instant.timestamp())
