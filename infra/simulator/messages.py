"""What goes over a link: calls, answers, and what can go wrong with them."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import websockets

Payload = dict[str, Any]
BROKEN = (OSError, TimeoutError, websockets.WebSocketException)
"""What a connection may end with; each is answered by another attempt."""


@dataclass(frozen=True)
class Message:
    """A CALL of ours: the action and its payload, in the words of one version."""

    action: str
    payload: Payload


@dataclass(frozen=True)
class Answer:
    """To a CALL of the central system's; `then` is done when it has been sent."""

    payload: Payload
    then: Callable[[], Coroutine[Any, Any, None]] | None = None


class CallRefused(Exception):
    """The central system answered a call of ours by a CALLERROR."""
