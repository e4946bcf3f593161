"""A connector held for somebody (OCPP 1.6, 5.13)."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Reservation:
    """For a token, and for every other whose parent is `group_id`, until an instant."""

    id: int
    token_uid: str
    group_id: str | None
    until: datetime

    @classmethod
    def asked(
        cls, reservation_id: int, id_tag: str, parent_id_tag: str | None, expiry_date: str
    ) -> "Reservation":
        """As ReserveNow has it. Raises ValueError when the expiry date is none."""
        told = datetime.fromisoformat(expiry_date)
        until = told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
        return cls(reservation_id, id_tag, parent_id_tag, until)

    def names(self, token_uid: str) -> bool:
        """Whether it is for this very token; idTags are compared without case."""
        return self.token_uid.casefold() == token_uid.casefold()

    def is_of_group(self, group_id: str | None) -> bool:
        """Whether it is for that group."""
        if self.group_id is None or group_id is None:
            return False
        return self.group_id.casefold() == group_id.casefold()

    def seconds_left(self, now: datetime) -> float:
        """Until it expires; 0 when it has."""
        return max(0.0, (self.until - now).total_seconds())
