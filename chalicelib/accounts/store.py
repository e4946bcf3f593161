"""Accounts and cars in DynamoDB."""

from collections.abc import Iterable
from decimal import Decimal

from pynamodb.exceptions import PutError, UpdateError
from pynamodb.expressions.update import Action

from chalicelib.accounts.items import AccountItem, CarItem
from chalicelib.accounts.rules import MOST_CARS, Account, Car
from chalicelib.kernel.errors import Refused, Stale, not_found
from chalicelib.table import ConditionFailed, Look, assign, condition_failed, delete, put, transact, update


class DynamoAccounts:
    """What AccountService needs."""

    def account(self, account_id: str) -> Account | None:
        """1 request."""
        try:
            item = AccountItem.get(*account_key(account_id), consistent_read=True)
        except AccountItem.DoesNotExist:
            return None
        return account_of(item)

    def accounts(self, account_ids: Iterable[str]) -> list[Account]:
        """1 request for each hundred."""
        keys = [account_key(account_id) for account_id in account_ids]
        return [account_of(item) for item in AccountItem.batch_get(keys)]

    def save(self, account: Account) -> None:
        """1 request. Raises Stale."""
        actions: list[Action] = [
            AccountItem.name.set(account.name),
            assign(AccountItem.phone, account.phone or None),
            AccountItem.locale.set(account.locale),
            AccountItem.time_zone.set(account.time_zone),
            AccountItem.currency.set(account.currency),
            AccountItem.notifications.set(dict(account.notifications)),
            AccountItem.version.set(account.version),
        ]
        try:
            AccountItem(*account_key(account.account_id)).update(
                actions, condition=AccountItem.version == account.version - 1
            )
        except UpdateError as error:
            raise _stale_if_refused(error) from error

    def cars(self, account_id: str) -> list[Car]:
        """1 request."""
        pk, sk = _car_key(account_id)
        found = CarItem.query(pk, CarItem.sk.startswith(sk), consistent_read=True)
        return [_car_of(item) for item in found]

    def car(self, account_id: str, car_id: str) -> Car | None:
        """1 request."""
        try:
            return _car_of(CarItem.get(*_car_key(account_id, car_id), consistent_read=True))
        except CarItem.DoesNotExist:
            return None

    @staticmethod
    def has_car(account_id: str, car_id: str) -> Look[bool]:
        """Whether a car is the account's, to be asked with other questions."""
        key = _car_key(account_id, car_id)
        return Look(((CarItem, *key),), lambda found: key in found)

    def add_car(self, account_id: str, car: Car) -> None:
        """1 transaction of 2. Raises Refused("too_many_cars"), NotFound if the account is gone."""
        holder = AccountItem(*account_key(account_id))
        one_more = update("room", holder, [AccountItem.car_count.add(1)], AccountItem.car_count < MOST_CARS)
        try:
            transact([put("car", _car_item(account_id, car)), one_more])
        except ConditionFailed as failed:
            if self.account(account_id) is None:
                raise not_found("account") from failed
            raise Refused("too_many_cars", f"At most {MOST_CARS} cars.") from failed

    def save_car(self, account_id: str, car: Car) -> None:
        """1 request. Raises Stale."""
        try:
            _car_item(account_id, car).save(condition=CarItem.version == car.version - 1)
        except PutError as error:
            raise _stale_if_refused(error) from error

    def remove_car(self, account_id: str, car_id: str) -> bool:
        """1 transaction of 2."""
        one_less = update("room", AccountItem(*account_key(account_id)), [AccountItem.car_count.add(-1)])
        try:
            transact([delete("car", CarItem(*_car_key(account_id, car_id)), CarItem.pk.exists()), one_less])
        except ConditionFailed:
            return False
        return True

    def forget_cars(self, account_id: str) -> None:
        """1 request, and 1 for each car; that they are fewer is not counted."""
        for car in self.cars(account_id):
            CarItem(*_car_key(account_id, car.car_id)).delete()


def account_key(account_id: str) -> tuple[str, str]:
    """Where an account is."""
    return f"ACCOUNT#{account_id}", "ACCOUNT"


def account_of(item: AccountItem) -> Account:
    """The account that an item tells of."""
    return Account(
        account_id=item.pk.partition("#")[2],
        email=item.email,
        name=item.name,
        created_at=item.created_at,
        phone=item.phone,
        locale=item.locale,
        time_zone=item.time_zone,
        currency=item.currency,
        notifications={event: tuple(channels) for event, channels in item.notifications.items()},
        version=int(item.version),
    )


def _car_key(account_id: str, car_id: str = "") -> tuple[str, str]:
    return f"ACCOUNT#{account_id}", f"CAR#{car_id}"


def _car_item(account_id: str, car: Car) -> CarItem:
    return CarItem(
        *_car_key(account_id, car.car_id),
        name=car.name,
        make=car.make,
        model=car.model,
        plate=car.plate,
        battery_kwh=_text(car.battery_kwh),
        connectors=list(car.connectors),
        max_ac_kw=_text(car.max_ac_kw),
        max_dc_kw=_text(car.max_dc_kw),
        version=car.version,
    )


def _car_of(item: CarItem) -> Car:
    return Car(
        car_id=item.sk.partition("#")[2],
        name=item.name,
        make=item.make,
        model=item.model,
        plate=item.plate,
        battery_kwh=_decimal(item.battery_kwh),
        connectors=tuple(item.connectors),
        max_ac_kw=_decimal(item.max_ac_kw),
        max_dc_kw=_decimal(item.max_dc_kw),
        version=int(item.version),
    )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _stale_if_refused(error: PutError | UpdateError) -> Exception:
    return Stale("changed_meanwhile", "Somebody changed it meanwhile.") if condition_failed(error) else error
