"""Commands about what people see at an OCPP 2.x charge point, and what it keeps of them."""

from typing import Annotated, Any, Literal

from pydantic import Field, field_serializer

from chalicelib.api.command_bodies.parts import CertificateHash, Number, TokenUid
from chalicelib.api.schema import Id, In, Instant

Priority = Literal["AlwaysFront", "InFront", "NormalCycle"]
Shown = Literal["Charging", "Faulted", "Idle", "Unavailable"]


class DisplayMessageIn(In):
    """A text on the display, while in one state of the charge point if one is named."""

    message_id: Number
    priority: Priority
    state: Shown | None = None
    content: Annotated[str, Field(min_length=1, max_length=512)]
    format: Literal["ASCII", "HTML", "URI", "UTF8"] = "UTF8"
    language: Annotated[str, Field(max_length=8)] | None = None
    start_at: Instant | None = None
    end_at: Instant | None = None

    @field_serializer("start_at", "end_at")
    def _instant(self, at: Instant | None) -> Any:
        return None if at is None else at.isoformat()


class SetDisplayMessage(In):
    """Show this, while that session lasts if one is named; the same `message_id` again replaces it."""

    action: Literal["set_display_message"]
    session_id: Id | None = None
    message: DisplayMessageIn


class GetDisplayMessages(In):
    """Tell what you show; it comes later, in notifications."""

    action: Literal["get_display_messages"]
    message_ids: Annotated[list[Number], Field(max_length=100)] | None = None
    priority: Priority | None = None
    state: Shown | None = None


class ClearDisplayMessage(In):
    """Show this no longer."""

    action: Literal["clear_display_message"]
    message_id: Number


class CustomerInformation(In):
    """Tell, or forget, what you keep of the holder of a token or certificate; it comes in notifications."""

    action: Literal["customer_information"]
    report: bool
    clear: bool
    token_uid: TokenUid | None = None
    customer_identifier: Annotated[str, Field(max_length=64)] | None = None
    certificate: CertificateHash | None = None
