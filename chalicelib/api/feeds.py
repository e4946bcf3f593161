"""iCalendar feeds over HTTP."""

from hashlib import sha256
from typing import Any

from chalice.app import Response
from pydantic import AwareDatetime

from chalicelib.api.edge import Api, Asked, Who
from chalicelib.api.headers import has_already
from chalicelib.api.schema import Out
from chalicelib.feeds.rules import Told, address_of, webcal_address_of
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.settings import settings
from chalicelib.wiring import services

api = Api(__name__)


class FeedOut(Out):
    """A private calendar to subscribe to.

    Whoever knows `url` reads it: it is told once, when it is made or rotated, and null ever after.
    `webcal_url` is the same for programs that subscribe. `created_at` is when the address was made.
    """

    url: str | None
    webcal_url: str | None
    created_at: AwareDatetime


@api.route("/me/feed", methods=["GET"], who=Who.ACCOUNT)
def show_my_feed(caller: Caller) -> FeedOut:
    """Whether I have a feed of my bookings, and since when."""
    return _out(services().feeds.show(caller))


@api.route("/me/feed", methods=["POST"], who=Who.ACCOUNT)
def make_my_feed(caller: Caller) -> FeedOut:
    """A private calendar of my bookings, made if there is none: only then its address is told."""
    return _out(services().feeds.make(caller))


@api.route("/me/feed/rotate", methods=["POST"], who=Who.ACCOUNT)
def rotate_my_feed(caller: Caller) -> FeedOut:
    """My feed at a new address; the old one is dead at once. Made if there was none."""
    return _out(services().feeds.rotate(caller))


@api.route("/me/feed", methods=["DELETE"], who=Who.ACCOUNT)
def remove_my_feed(caller: Caller) -> None:
    """No feed of mine any more."""
    services().feeds.remove(caller)


@api.route("/stations/{station_id}/feed", methods=["GET"], who=Who.MANAGER)
def show_station_feed(station_id: str, caller: Caller) -> FeedOut:
    """Whether a station has a feed of its bookings, and since when."""
    return _out(services().feeds.show(caller, station_id))


@api.route("/stations/{station_id}/feed", methods=["POST"], who=Who.MANAGER)
def make_station_feed(station_id: str, caller: Caller) -> FeedOut:
    """A private calendar of a station's bookings with their drivers' names, made if there is none.

    Its address is told only then. It is dead as soon as who was told it no longer manages the network.
    """
    return _out(services().feeds.make(caller, station_id))


@api.route("/stations/{station_id}/feed/rotate", methods=["POST"], who=Who.MANAGER)
def rotate_station_feed(station_id: str, caller: Caller) -> FeedOut:
    """A station's feed at a new address; the old one is dead at once. Made if there was none."""
    return _out(services().feeds.rotate(caller, station_id))


@api.route("/stations/{station_id}/feed", methods=["DELETE"], who=Who.MANAGER)
def remove_station_feed(station_id: str, caller: Caller) -> None:
    """No feed of a station any more."""
    services().feeds.remove(caller, station_id)


@api.route("/feeds/{feed}", methods=["GET"], who=Who.PUBLIC)
def read_feed(feed: str, request: Asked) -> Response:
    """A feed as a calendar reads it: text/calendar (RFC 5545), with an ETag.

    `feed` ends in `.ics`. Whatever is wrong with it, the answer is the same.
    """
    content = services().feed_reader.read(feed)
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    headers: dict[str, Any] = {"ETag": etag, "Cache-Control": "private, max-age=300"}
    if has_already(request.if_none_match, etag):
        return Response("", headers, 304)
    headers |= {"Content-Type": "text/calendar; charset=utf-8", "X-Content-Type-Options": "nosniff"}
    return Response(content.decode(), headers, 200)


def _out(told: Told) -> FeedOut:
    origin = settings().web_origin
    return FeedOut(
        url=told.secret and address_of(told.secret, origin),
        webcal_url=told.secret and webcal_address_of(told.secret, origin),
        created_at=told.feed.created_at,
    )
