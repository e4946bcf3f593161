"""The id that ties an HTTP request or an OCPP message to its log lines and to the items it wrote."""

from contextvars import ContextVar

_current: ContextVar[str | None] = ContextVar("correlation_id", default=None)


def correlate(correlation_id: str) -> None:
    """From here on, in this thread or task, everything belongs to `correlation_id`."""
    _current.set(correlation_id)


def correlation_id() -> str | None:
    """The id in force, if an edge has set one."""
    return _current.get()
