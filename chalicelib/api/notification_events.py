"""What people can be told of, and how they are told unless they choose."""

from typing import Literal

from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Items, Out
from chalicelib.notices.events import EVENTS

api = Api(__name__)


class NotificationEvent(Out):
    """One event: its name in `notifications` of a profile, and its channels where nothing is chosen.

    SMS goes to those alone who have a phone number in their profile.
    """

    event: str
    description: str
    channels: list[Literal["email", "sms"]]


@api.route("/notification-events", methods=["GET"], who=Who.PUBLIC)
def list_notification_events() -> Items[NotificationEvent]:
    """All events, in the order of a driver's story."""
    return Items[NotificationEvent](
        items=[
            NotificationEvent.model_validate(
                {"event": name, "description": event.about, "channels": event.channels}
            )
            for name, event in EVENTS.items()
        ]
    )
