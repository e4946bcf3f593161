"""Who asks, where everything comes in through CloudFront: it sends along a secret, and who asked it.

Whoever knows the addresses of the APIs behind it could ask them without its limits, and say to be anybody.
"""

import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib.kernel.errors import Forbidden
from chalicelib.kernel.ids import Clock

SECRET_HEADER = "x-plugnexus-edge"  # noqa: S105 - a header's name
VIEWER_HEADER = "x-plugnexus-viewer"
KEPT = timedelta(hours=1)
ASKED_AGAIN = timedelta(minutes=1)


@dataclass
class FrontDoor:
    """`fetch` answers the secrets that are good; None: there is no such door, as on a laptop.

    They are kept for an hour; an unknown one makes it look again, once a minute at most. To rotate: give the
    secret a new value, then CloudFront. The value before stays good for as long as `fetch` tells of it.
    """

    fetch: Callable[[], Sequence[str]] | None
    now: Clock
    _good: Sequence[str] = field(default=(), init=False, repr=False)
    _fetched_at: datetime | None = field(default=None, init=False)

    def viewer(self, headers: Mapping[str, str], source: str | None) -> str | None:
        """The address of who asks. `headers` are by names in lower case, `source` is who asked us.

        Raises Forbidden "not_by_the_front_door".
        """
        if self.fetch is None:
            return source
        given = headers.get(SECRET_HEADER, "")
        if not self._is_good(given, KEPT) and not self._is_good(given, ASKED_AGAIN):
            raise Forbidden(
                "not_by_the_front_door", "Ask at the address of the client; there is no other way in."
            )
        return headers.get(VIEWER_HEADER) or source

    def _is_good(self, given: str, age: timedelta) -> bool:
        now = self.now()
        if self.fetch and (self._fetched_at is None or now - self._fetched_at >= age):
            self._good, self._fetched_at = self.fetch(), now
        return any(hmac.compare_digest(given.encode(), good.encode()) for good in self._good)
