"""Every frame that went by, for whoever must find out what a charger said. Never in the way of an answer."""

import json
import re
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.charge_points.redaction import REDACTED, may_hold_secrets, sounds_secret, without_secrets
from chalicelib.kernel.ids import Clock

LONGEST_TEXT = 8 * 1024
BATCH = 25
LINGER_SECONDS = 1.0
MOST_WAITING = 5_000
IN, OUT = "in", "out"
PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL
)


@dataclass(frozen=True)
class Entry:
    """One frame: its direction seen from here, its text cut at 8 KiB and without passwords."""

    charge_point_id: str
    at: datetime
    direction: str
    message_id: str
    action: str | None
    text: str
    key: str = ""
    """Its place in the log, once it has one."""


@dataclass
class MessageLog:
    """Takes entries at once, writes them in batches from a thread of its own; `broken` hears of failures."""

    write: Callable[[Sequence[Entry]], None]
    broken: Callable[[int], None]
    now: Clock
    _waiting: deque[Entry] = field(default_factory=deque)
    _in_hand: int = 0
    """Entries that are being written."""
    _is_hurried: bool = False
    _news: threading.Condition = field(default_factory=threading.Condition)
    """Of all the above; the writer is woken for the first entry and for a full batch alone."""
    _writer: threading.Thread | None = None

    def note(
        self, charge_point_id: str, direction: str, text: str, message_id: object, action: str | None
    ) -> None:
        """Keep this frame, some time soon. When too many wait, it is left out."""
        entry = Entry(
            charge_point_id, self.now(), direction, _storable(str(message_id)[:255]), action, kept_text(text)
        )
        with self._news:
            is_full = len(self._waiting) >= MOST_WAITING
            if not is_full:
                self._waiting.append(entry)
                if len(self._waiting) in (1, BATCH):
                    self._news.notify_all()
            if self._writer is None:
                self._writer = threading.Thread(target=self._run, name="message-log", daemon=True)
                self._writer.start()
        if is_full:
            self.broken(1)

    def flush(self, seconds: float) -> bool:
        """Wait until all is written, at most so long: before the process ends or is frozen."""
        with self._news:
            if self._waiting or self._in_hand:  # else nobody would take the hurry back
                self._is_hurried = True
                self._news.notify_all()
            return self._news.wait_for(lambda: not self._waiting and not self._in_hand, seconds)

    def _run(self) -> None:
        while True:
            batch = self._next_batch()
            try:
                self.write(batch)
            except Exception:  # noqa: BLE001 - whatever it is, answers go on
                self.broken(len(batch))

    def _next_batch(self) -> list[Entry]:
        with self._news:
            self._in_hand = 0
            if not self._waiting:
                self._is_hurried = False
                self._news.notify_all()
                self._news.wait_for(lambda: self._waiting)
            self._news.wait_for(lambda: self._is_hurried or len(self._waiting) >= BATCH, LINGER_SECONDS)
            batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
            self._in_hand = len(batch)
        return batch


def kept_text(text: str) -> str:
    """`text` without passwords and private keys, cut."""
    if may_hold_secrets(text):
        try:
            text = json.dumps(without_secrets(json.loads(text)), separators=(",", ":"))
        except (ValueError, RecursionError):
            text = REDACTED if sounds_secret(text) else text
    text = PRIVATE_KEY.sub(REDACTED, text)
    return _storable(text[:LONGEST_TEXT])


def _storable(text: str) -> str:
    """Half a character would spoil the whole batch."""
    return text.encode("utf-8", "replace").decode()
