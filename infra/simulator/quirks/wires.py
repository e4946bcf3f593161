"""Quirks of the wire: connections, handshakes, frames and message ids."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from infra.simulator.quirks.quirk import Handshake, Quirk

TOO_LONG = 130 * 1024
BROKEN = ('[2,"broken-1","Heartbeat"]', '[99,"broken-2","Heartbeat",{}]', '{"not":"an array"}', "[2,")


def offline(seconds: int = 30) -> Quirk:
    """Once in each transaction."""
    sentence = "is offline for N seconds after its first reading, and charges on; then drains its queue"
    return Quirk("offline", sentence, offline, offline_seconds=float(seconds))


def broken(text: str) -> list[str]:
    """Before each frame."""
    return [*BROKEN, text]


def too_long(text: str) -> list[str]:
    """Before a Heartbeat and a boot only: it is a lot to send."""
    is_rare = '"BootNotification"' in text or '"Heartbeat"' in text
    filling = "x" * TOO_LONG
    return [f'[2,"too-long","DataTransfer",{{"vendorId":"{filling}"}}]', text] if is_rare else [text]


def repeated(text: str) -> list[str]:
    """The same frame, id and all."""
    return [text, text]


def numeric_ids() -> Iterator[int]:
    """1, 2, 3, ... as numbers."""
    return count(1)


def small_ids() -> Iterator[str]:
    """The same as text."""
    return map(str, count(1))


def raw_password(handshake: Handshake) -> Handshake:
    """Only a hexadecimal password has raw bytes."""
    try:
        raw = bytes.fromhex(handshake.password.decode())
    except ValueError:
        return handshake
    return replace(handshake, password=raw)


def no_subprotocol(handshake: Handshake) -> Handshake:
    """To be allowed for that charge point (`allow_no_subprotocol`)."""
    return replace(handshake, subprotocols=())


WIRES = (
    offline(),
    Quirk("drop", "hangs up before it has read the answer to a fact, and tells it again", loses_answers=True),
    Quirk("repeat", "sends each frame twice, with the same message id", frames=repeated),
    Quirk("two-sockets", "opens a second connection beside its first", doubles_sockets=True),
    Quirk("ids-from-1", "message ids begin at 1 on every connection", ids=small_ids),
    Quirk("numeric-ids", "the same, and they are numbers", ids=numeric_ids),
    Quirk("broken-frames", "3 elements, type 99, no array, no JSON before each frame", frames=broken),
    Quirk("too-long", "a frame of 130 KiB before each boot and heartbeat", frames=too_long),
    Quirk("raw-password", "sends the bytes that its hexadecimal password stands for", handshake=raw_password),
    Quirk("no-subprotocol", "offers no subprotocol", handshake=no_subprotocol),
    Quirk("impatient", "tries again each second, whatever the answer was", reconnects_after=1.0),
)
