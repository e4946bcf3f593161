"""How the end of an account is put together, which concerns all that there is of it."""

# ruff: noqa: PLC0415 - see __init__.py
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import utc_now
from chalicelib.wiring.views import Views

if TYPE_CHECKING:
    from chalicelib.accounts.erasing import ErasingService, Erasure
    from chalicelib.bookings.giving_up import GivingUp


class Endings(Views):
    """The end of an account."""

    @cached_property
    def giving_up(self) -> "GivingUp":
        """The end of what an account has booked."""
        from chalicelib.bookings.giving_up import GivingUp
        from chalicelib.bookings.store import DynamoBookings

        store = DynamoBookings()
        return GivingUp(store, store.agenda, self.bookings.canceled, utc_now)

    @cached_property
    def erasing(self) -> "ErasingService":
        """The end of accounts."""
        from chalicelib.accounts.erasing import ErasingService
        from chalicelib.accounts.erasure_store import DynamoErasures
        from chalicelib.accounts.store import DynamoAccounts
        from chalicelib.kernel.caller import Caller
        from chalicelib.kernel.paging import Wanted
        from chalicelib.networks.invitation_store import DynamoInvitations
        from chalicelib.sessions.rules import State
        from chalicelib.sessions.store import DynamoSessions

        def charging(account_id: str) -> list[str]:
            found = DynamoSessions().of_driver(account_id, State.ACTIVE, Wanted())
            return [session.session_id for session in found.items]

        def networks_of(account_id: str) -> list[str]:
            found = [*self.leaving.networks_of(account_id), *self.giving_up.networks_of(account_id)]
            return list(dict.fromkeys(found))

        def uninvite(erasure: "Erasure") -> None:
            if erasure.email is not None:
                DynamoInvitations().forget(erasure.email, networks_of(erasure.account_id))

        def give_up(erasure: "Erasure") -> None:
            for network_id in networks_of(erasure.account_id):
                self.giving_up.give_up(erasure.account_id, network_id)

        steps = {
            "feed": lambda erasure: self.feeds.remove(Caller(erasure.account_id)),
            "invitations": uninvite,
            "waitlist": lambda erasure: self.waits.leave_all(erasure.account_id),
            "bookings": give_up,
            "tokens": lambda erasure: self.tokens.forget(erasure.account_id),
            "networks": lambda erasure: self.leaving.leave_all(erasure.account_id),
            "cars": lambda erasure: DynamoAccounts().forget_cars(erasure.account_id),
        }
        return ErasingService(
            DynamoErasures(),
            self.passwords.proved,
            charging,
            self.leaving.giving_up_ownership,
            steps,
            utc_now,
        )
