"""Accounts and cars: read, found, changed by their owner."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from chalicelib.accounts.access_tokens import AccessTokens
from chalicelib.accounts.rules import Account, Car
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Changed, NotLoggedIn, not_found
from chalicelib.kernel.ids import Ids


class AccountStore(Protocol):
    """Where accounts and cars are kept."""

    def account(self, account_id: str) -> Account | None:
        """One account."""
        ...

    def accounts(self, account_ids: Iterable[str]) -> list[Account]:
        """Those of them that exist."""
        ...

    def save(self, account: Account) -> None:
        """In place of the version before. Raises Stale."""
        ...

    def cars(self, account_id: str) -> list[Car]:
        """All cars of an account, the oldest first."""
        ...

    def car(self, account_id: str, car_id: str) -> Car | None:
        """One car of an account."""
        ...

    def add_car(self, account_id: str, car: Car) -> None:
        """One more. Raises Refused("too_many_cars")."""
        ...

    def save_car(self, account_id: str, car: Car) -> None:
        """In place of the version before. Raises Stale."""
        ...

    def remove_car(self, account_id: str, car_id: str) -> bool:
        """False if it was not there."""
        ...


@dataclass
class AccountService:
    """The accounts, and the cars that belong to them."""

    store: AccountStore
    access_tokens: AccessTokens
    new_id: Ids

    def caller_of(self, access_token: str) -> Caller:
        """Who is asking. Raises NotLoggedIn."""
        return self.access_tokens.caller_of(access_token)

    def account(self, account_id: str) -> Account:
        """One account. Raises NotFound."""
        account = self.store.account(account_id)
        if account is None:
            raise not_found("account")
        return account

    def accounts_of(self, account_ids: Iterable[str]) -> dict[str, Account]:
        """Those of the accounts that exist, by id; asked for a hundred at a time."""
        return {account.account_id: account for account in self.store.accounts(set(account_ids))}

    def mine(self, caller: Caller) -> Account:
        """The caller's own account. Raises NotLoggedIn if it is gone though its token still lives."""
        account = self.store.account(caller.account_id)
        if account is None:
            raise NotLoggedIn("not_logged_in", "This account is no more.")
        return account

    def change_profile(self, caller: Caller, changes: dict[str, Any], if_match: int | None) -> Account:
        """The caller's account with these fields of Account changed. Raises Changed, Stale, NotLoggedIn."""
        seen = self.mine(caller)
        _check_version(seen.version, if_match)
        changed = replace(seen, **changes, version=seen.version + 1)
        self.store.save(changed)
        return changed

    def cars(self, account_id: str) -> list[Car]:
        """All of an account's cars, the oldest first."""
        return self.store.cars(account_id)

    def car(self, account_id: str, car_id: str) -> Car:
        """One of an account's cars. Raises NotFound, for another's car too."""
        car = self.store.car(account_id, car_id)
        if car is None:
            raise not_found("car")
        return car

    def add_car(self, account_id: str, fields: dict[str, Any]) -> Car:
        """One more car, with these fields of Car. Raises Refused("too_many_cars")."""
        car = Car(self.new_id(), **fields)
        self.store.add_car(account_id, car)
        return car

    def change_car(self, account_id: str, car_id: str, changes: dict[str, Any], if_match: int | None) -> Car:
        """The car with these fields changed. Raises NotFound, Changed, Stale."""
        seen = self.car(account_id, car_id)
        _check_version(seen.version, if_match)
        changed = replace(seen, **changes, version=seen.version + 1)
        self.store.save_car(account_id, changed)
        return changed

    def remove_car(self, account_id: str, car_id: str) -> None:
        """It is gone. Raises NotFound."""
        if not self.store.remove_car(account_id, car_id):
            raise not_found("car")


def _check_version(current: int, if_match: int | None) -> None:
    if if_match is not None and if_match != current:
        raise Changed("changed_meanwhile", "Somebody changed it meanwhile. Look again, then change it.")
