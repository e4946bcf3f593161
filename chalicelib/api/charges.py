"""What drivers owe for not keeping to the terms; billed later."""

from pydantic import AwareDatetime, Field

from chalicelib.api.booking_out import name_of
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Items, MoneyOut, Out, Paging
from chalicelib.bookings.charges import Charge, Reason
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Wanted
from chalicelib.wiring import services

api = Api(__name__)


class ChargeOut(Out):
    """A fee that was recorded."""

    charge_id: str
    network_id: str
    booking_id: str
    driver_id: str
    driver_name: str | None = Field(description="Null: that account was erased.")
    station_name: str
    charger_name: str
    reason: Reason
    amount: MoneyOut
    at: AwareDatetime
    withdrawn_at: AwareDatetime | None = Field(description="Since when nothing is owed after all.")


@api.route("/me/charges", methods=["GET"], who=Who.ACCOUNT)
def my_charges(caller: Caller, query: Paging) -> Items[ChargeOut]:
    """What I owe for not keeping to the terms, latest first."""
    found = services().charges.mine(caller, Wanted(query.limit, query.cursor))
    return Items[ChargeOut](items=_shown(found.items), next_cursor=found.next_cursor)


@api.route("/networks/{network_id}/charges", methods=["GET"], who=Who.MANAGER)
def list_charges(network_id: str, caller: Caller, query: Paging) -> Items[ChargeOut]:
    """What a network's drivers owe for not keeping to the terms, latest first."""
    found = services().charges.of_network(network_id, caller, Wanted(query.limit, query.cursor))
    return Items[ChargeOut](items=_shown(found.items), next_cursor=found.next_cursor)


@api.route("/charges/{charge_id}/waive", methods=["POST"], who=Who.MANAGER)
def waive_charge(charge_id: str, caller: Caller) -> ChargeOut:
    """Let nothing be owed. Twice is as good as once."""
    (waived,) = _shown([services().charges.waive(charge_id, caller)])
    return waived


def _shown(charges: list[Charge]) -> list[ChargeOut]:
    accounts = services().accounts.accounts_of({charge.driver_id for charge in charges})
    return [
        ChargeOut(
            charge_id=charge.charge_id,
            network_id=charge.network_id,
            booking_id=charge.booking_id,
            driver_id=charge.driver_id,
            driver_name=name_of(accounts, charge.driver_id),
            station_name=charge.station_name,
            charger_name=charge.charger_name,
            reason=charge.reason,
            amount=MoneyOut.of(charge.amount),
            at=charge.at,
            withdrawn_at=charge.withdrawn_at,
        )
        for charge in charges
    ]
