"""The end of the caller's account."""

from chalicelib.accounts.throttle import source_of
from chalicelib.api.accounts import GivenPassword
from chalicelib.api.edge import Api, Asked, Who
from chalicelib.api.schema import In
from chalicelib.kernel.caller import Caller
from chalicelib.wiring import services

api = Api(__name__)


class AccountErasure(In):
    """The account's password, since this cannot be undone."""

    password: GivenPassword


@api.route("/me/erase", methods=["POST"], who=Who.ACCOUNT, status=204)
def erase_me(caller: Caller, body: AccountErasure, request: Asked) -> None:
    """Erase my account for good. Export it first.

    What is to come is cancelled by its terms; tokens, cars, feed and places on waitlists go; memberships,
    invitations and all logins end; nothing is sent any more. Then name, address, phone and password go, and
    the address can sign up anew as a stranger. Bookings, sessions and charges stay without the person: where
    others would read a name, there is null.

    "session_running" while I charge: stop first. "last_owner" while a network has no other owner (`networks`
    names them): hand it over first; one without other members and without stations goes along. An answer that
    got lost is asked for again: the erasure goes on where it was, and the answer is 401 "not_logged_in" when
    all is done.
    """
    services().erasing.erase(caller, body.password, source_of(request.address))
