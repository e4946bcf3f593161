"""What charge points said and heard, over HTTP."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Instant, Items, Out, Paging
from chalicelib.charge_points.message_search import Search
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Wanted
from chalicelib.wiring import services

api = Api(__name__)


class MessagesQuery(Paging):
    """Which messages; `text` is looked for in the whole frame, whatever the case of its letters."""

    from_: Instant | None = Field(None, alias="from")
    to: Instant | None = None
    action: Annotated[str, Field(max_length=64)] | None = None
    direction: Literal["in", "out"] | None = None
    text: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class MessageOut(Out):
    """One frame: "in" from the charge point or "out" to it, cut at 8 KiB, without passwords and keys.

    An answer has the `action` of its request, where that is known.
    """

    at: AwareDatetime
    direction: Literal["in", "out"]
    message_id: str
    action: str | None
    text: str


@api.route("/charge-points/{charge_point_id}/messages", methods=["GET"], who=Who.MANAGER)
def search_messages(charge_point_id: str, caller: Caller, query: MessagesQuery) -> Items[MessageOut]:
    """What a charge point said and heard in the last 30 days, the newest first.

    Each request looks through some hundred messages: a page may be short or empty although there is more,
    so go on as long as there is a `next_cursor`.
    """
    search = Search(query.from_, query.to, query.action, query.direction, query.text)
    wanted = Wanted(query.limit, query.cursor)
    found = services().message_search.found(charge_point_id, caller, search, wanted)
    return Items[MessageOut](**vars(found.of(MessageOut.model_validate)))
