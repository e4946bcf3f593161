"""All that is kept about the caller, over HTTP: page by page, whatever there is of it."""

import base64
import json
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import dropwhile
from typing import Any

from pydantic import AwareDatetime, BaseModel

from chalicelib.api.bookings import MyBookings, When, my_bookings
from chalicelib.api.cars import list_cars
from chalicelib.api.charges import my_charges
from chalicelib.api.edge import Api, Who
from chalicelib.api.feeds import show_my_feed
from chalicelib.api.invitations import list_my_invitations
from chalicelib.api.me import read_me
from chalicelib.api.records import show_my_standing
from chalicelib.api.schema import In, Items, Out, Paging
from chalicelib.api.series import my_series
from chalicelib.api.sessions import MySessions, my_sessions, show_session
from chalicelib.api.tokens import list_tokens
from chalicelib.api.waitlist import my_waitlist
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotFound
from chalicelib.networks.rules import Membership, Network, Role
from chalicelib.pages import bad_cursor
from chalicelib.wiring import services

api = Api(__name__)
ENOUGH = 50
"""Items of one answer, after which it ends with the part that it is at."""
AT_A_TIME = 50
SESSIONS_AT_A_TIME = 5
"""Each comes with all its readings, some hundred kilobytes at most; an answer has 6 MB at most (Lambda)."""
OF_OTHERS = {"invited_by", "code"}
"""Of an invitation: another's name, and what opens it."""


class Kind(StrEnum):
    """What an item tells of."""

    ACCOUNT = "account"
    CAR = "car"
    TOKEN = "token"  # noqa: S105 - a kind
    FEED = "feed"
    MEMBERSHIP = "membership"
    STANDING = "standing"
    INVITATION = "invitation"
    BOOKING = "booking"
    SERIES = "series"
    WAITLIST_ENTRY = "waitlist_entry"
    SESSION = "session"
    CHARGE = "charge"


class ExportQuery(In):
    """Where to go on; nothing: from the beginning."""

    cursor: str | None = None


class ExportItem(Out):
    """One thing that is kept about me, in the form that its own route shows it in."""

    kind: Kind
    data: dict[str, Any]


class MembershipOut(Out):
    """That I am in a network, and as what."""

    network_id: str
    network_name: str
    role: Role
    member_class: str | None
    joined_at: AwareDatetime


Told = tuple[Kind, dict[str, Any]]
Part = Callable[[Caller, str | None], tuple[list[Told], str | None]]
"""(caller, cursor): some of it, and the cursor of what follows (None: nothing)."""


@api.route("/me/export", methods=["GET"], who=Who.ACCOUNT)
def export_me(caller: Caller, query: ExportQuery) -> Items[ExportItem]:
    """All that is kept about me, and nothing of others: follow `next_cursor` until it is null.

    Secrets are not in it: of passwords, logins and feeds we keep digests alone. A session comes with all
    its readings. What changes meanwhile may be missing, or told twice.
    """
    found, cursor = walked(PARTS, caller, query.cursor)
    return Items[ExportItem](
        items=[ExportItem(kind=kind, data=data) for kind, data in found], next_cursor=cursor
    )


def walked(
    parts: Sequence[tuple[str, Part]], caller: Caller, cursor: str | None
) -> tuple[list[Told], str | None]:
    """As many parts, in order, as make up ENOUGH items, and where to go on. Raises Invalid("bad_cursor")."""
    name, inner = _read(cursor) if cursor else (parts[0][0], None)
    left = list(dropwhile(lambda part: part[0] != name, parts))
    if not left:
        raise bad_cursor()
    items: list[Told] = []
    for number, (here, part) in enumerate(left, 1):
        found, following = part(caller, inner)
        items, inner = items + found, None
        if following is not None:
            return items, _written(here, following)
        if len(items) >= ENOUGH and number < len(left):
            return items, _written(left[number][0], None)
    return items, None


def _written(name: str, inner: str | None) -> str:
    return base64.urlsafe_b64encode(json.dumps([name, inner]).encode()).decode()


def _read(cursor: str) -> tuple[str, str | None]:
    try:
        told = json.loads(base64.urlsafe_b64decode(cursor))
    except (ValueError, RecursionError) as error:
        raise bad_cursor() from error
    match told:
        case [str(name), None | str() as inner]:
            return name, inner
    raise bad_cursor()


def _told(kind: Kind, models: Iterable[BaseModel], without: set[str] | None = None) -> list[Told]:
    return [(kind, model.model_dump(mode="json", exclude=without)) for model in models]


def _paged(kind: Kind, view: Callable[[Caller, Paging], Items[Any]]) -> Part:
    def part(caller: Caller, cursor: str | None) -> tuple[list[Told], str | None]:
        page = view(caller, Paging(cursor=cursor, limit=AT_A_TIME))
        return _told(kind, page.items), page.next_cursor

    return part


def _person(caller: Caller, _: str | None) -> tuple[list[Told], str | None]:
    try:
        feeds = [show_my_feed(caller)]
    except NotFound:
        feeds = []
    return [
        *_told(Kind.ACCOUNT, [read_me(caller)]),
        *_told(Kind.CAR, list_cars(caller).items),
        *_told(Kind.TOKEN, list_tokens(caller).items),
        *_told(Kind.FEED, feeds, {"url", "webcal_url"}),
        *_told(Kind.INVITATION, list_my_invitations(caller).items, OF_OTHERS),
        *_told(Kind.WAITLIST_ENTRY, my_waitlist(caller).items),
    ], None


def _networks(caller: Caller, cursor: str | None) -> tuple[list[Told], str | None]:
    page = services().networks.mine(caller, cursor, AT_A_TIME)
    memberships = [_membership_out(one.network, one.membership) for one in page.items if one.membership]
    standings = [show_my_standing(one.network_id, caller) for one in memberships]
    return [*_told(Kind.MEMBERSHIP, memberships), *_told(Kind.STANDING, standings)], page.next_cursor


def _membership_out(network: Network, membership: Membership) -> MembershipOut:
    return MembershipOut(
        network_id=network.network_id,
        network_name=network.name,
        role=membership.role,
        member_class=membership.member_class,
        joined_at=membership.joined_at,
    )


def _bookings(when: When) -> Part:
    return _paged(
        Kind.BOOKING,
        lambda caller, paging: my_bookings(
            caller, MyBookings(when=when, cursor=paging.cursor, limit=paging.limit)
        ),
    )


def _sessions(caller: Caller, cursor: str | None) -> tuple[list[Told], str | None]:
    page = my_sessions(caller, MySessions(cursor=cursor, limit=SESSIONS_AT_A_TIME))
    whole = (show_session(session.session_id, caller) for session in page.items)
    return _told(Kind.SESSION, whole), page.next_cursor


PARTS: tuple[tuple[str, Part], ...] = (
    ("person", _person),
    ("networks", _networks),
    ("bookings_to_come", _bookings(When.UPCOMING)),
    ("bookings_past", _bookings(When.PAST)),
    ("series", _paged(Kind.SERIES, my_series)),
    ("charges", _paged(Kind.CHARGE, my_charges)),
    ("sessions", _sessions),
)
"""By the name that a cursor has for it."""
