"""Every frame that went by, for whoever must find out what a charger said. Never in the way of an answer."""

import json
import queue
import re
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
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
    _waiting: queue.Queue[Entry | None] = field(default_factory=lambda: queue.Queue(MOST_WAITING))
    _started: threading.Lock = field(default_factory=threading.Lock)
    _writer: threading.Thread | None = None

    def note(
        self, charge_point_id: str, direction: str, text: str, message_id: object, action: str | None
    ) -> None:
        """Keep this frame, some time soon. When too many wait, it is left out."""
        entry = Entry(
            charge_point_id, self.now(), direction, _storable(str(message_id)[:255]), action, kept_text(text)
        )
        try:
            self._waiting.put_nowait(entry)
        except queue.Full:
            self.broken(1)
        with self._started:
            if self._writer is None:
                self._writer = threading.Thread(target=self._run, name="message-log", daemon=True)
                self._writer.start()

    def flush(self, seconds: float) -> bool:
        """Wait until all is written, at most so long: before the process ends or is frozen."""
        if self._writer is None:  # nothing was ever noted
            return True
        with suppress(queue.Full):  # then the writer does not linger anyhow
            self._waiting.put_nowait(None)
        deadline = time.monotonic() + seconds
        with self._waiting.all_tasks_done:
            while self._waiting.unfinished_tasks:
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._waiting.all_tasks_done.wait(left)
        return True

    def _run(self) -> None:
        while True:
            batch, taken = self._next_batch()
            try:
                if batch:
                    self.write(batch)
            except Exception:  # noqa: BLE001 - whatever it is, answers go on
                self.broken(len(batch))
            for _ in range(taken):
                self._waiting.task_done()

    def _next_batch(self) -> tuple[list[Entry], int]:
        batch: list[Entry] = []
        taken, until = 0, None
        while len(batch) < BATCH:
            try:
                entry = self._waiting.get(timeout=None if until is None else max(0, until - time.monotonic()))
            except queue.Empty:
                break
            taken += 1
            if entry is None:  # somebody flushes
                break
            batch.append(entry)
            until = until or time.monotonic() + LINGER_SECONDS
        return batch, taken


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
