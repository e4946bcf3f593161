"""Logins and throttle counters in DynamoDB."""

from pynamodb.expressions.condition import Condition

from chalicelib.accounts.credential_store import DynamoCredentials
from chalicelib.accounts.items import AccountItem, CounterItem, LoginItem
from chalicelib.accounts.logins import Login
from chalicelib.accounts.store import account_key
from chalicelib.accounts.throttle import Count
from chalicelib.table import attempt


class DynamoLogins(DynamoCredentials):
    """What LoginService needs: credentials, and the logins begun with them."""

    def add_login(self, login: Login) -> None:
        """1 request."""
        _login_item(login).save(condition=LoginItem.pk.does_not_exist())

    def login(self, login_id: str) -> Login | None:
        """1 request."""
        try:
            item = LoginItem.get(*_login_key(login_id), consistent_read=True)
        except LoginItem.DoesNotExist:
            return None
        return Login(
            login_id=login_id,
            account_id=item.account_id,
            epoch=int(item.epoch),
            live=frozenset(item.live),
            replaced=frozenset(item.replaced or ()),
            replaced_at=item.replaced_at,
            good_until=item.good_until,
            version=int(item.version),
        )

    def save_login(self, login: Login) -> bool:
        """1 request, on condition that the version before is there."""
        return attempt(lambda: _login_item(login).save(condition=LoginItem.version == login.version - 1))

    def remove_login(self, login_id: str) -> None:
        """1 request."""
        LoginItem(*_login_key(login_id)).delete()

    def end_logins(self, account_id: str) -> None:
        """1 request, however many logins there are."""
        AccountItem(*account_key(account_id)).update(
            [AccountItem.epoch.add(1)], condition=AccountItem.pk.exists()
        )


class DynamoCounters:
    """Attempts, counted by one conditional write each."""

    def add(self, count: Count) -> bool:
        """1 request."""
        few = CounterItem.attempts.does_not_exist() | (CounterItem.attempts < count.limit.most)
        return _moved(count, 1, few)

    def take_back(self, count: Count) -> None:
        """1 request."""
        _moved(count, -1, CounterItem.attempts > 0)


def _moved(count: Count, by: int, condition: Condition) -> bool:
    item = CounterItem(f"THROTTLE#{count.key}", "COUNTER")
    expires = int(count.ends_at.timestamp())
    return attempt(
        lambda: item.update(
            [CounterItem.attempts.add(by), CounterItem.expires.set(expires)], condition=condition
        )
    )


def _login_key(login_id: str) -> tuple[str, str]:
    return f"LOGIN#{login_id}", "LOGIN"


def _login_item(login: Login) -> LoginItem:
    return LoginItem(
        *_login_key(login.login_id),
        account_id=login.account_id,
        epoch=login.epoch,
        live=set(login.live),
        replaced=set(login.replaced) or None,
        replaced_at=login.replaced_at,
        good_until=login.good_until,
        version=login.version,
        expires=int(login.good_until.timestamp()),
    )
