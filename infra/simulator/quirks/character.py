"""All the quirks of one charge point together."""

import copy
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from infra.simulator.quirks.quirk import Call, Handshake, Payload, Quirk
from infra.simulator.transaction import Fact


class Character:
    """Each quirk takes what the one before it has made; without any, everything stays as it is."""

    def __init__(self, quirks: Sequence[Quirk] = ()) -> None:
        self.quirks = tuple(quirks)
        self.offline_seconds = max((quirk.offline_seconds for quirk in quirks), default=0.0)
        self.reconnects_after = max((quirk.reconnects_after for quirk in quirks), default=0.0)
        self.loses_answers = any(quirk.loses_answers for quirk in quirks)
        self.doubles_sockets = any(quirk.doubles_sockets for quirk in quirks)
        self.holds_back = any(quirk.order or quirk.keeps for quirk in quirks)

    def call(self, version: str, action: str, payload: Payload) -> tuple[str, Payload]:
        """A message of ours, as it goes out."""
        made = copy.deepcopy(payload)
        for quirk in self.quirks:
            if quirk.call is not None:
                made = quirk.call(Call(version, action, made))
        return action, made

    def answer(self, version: str, action: str, payload: Payload) -> Payload:
        """Our answer to `action`, as it goes out."""
        made = copy.deepcopy(payload)
        for quirk in self.quirks:
            if quirk.answer is not None:
                made = quirk.answer(Call(version, action, made))
        return made

    def frames(self, text: str) -> list[str]:
        """What is sent in place of a frame."""
        texts = [text]
        for quirk in self.quirks:
            if quirk.frames is not None:
                texts = [made for one in texts for made in quirk.frames(one)]
        return texts

    def order(self, version: str, facts: list[Fact]) -> list[Fact]:
        """Those that may be told now, in their order."""
        ready = list(facts)
        for quirk in self.quirks:
            if quirk.order is not None:
                ready = quirk.order(version, ready)
        return ready

    def after(self, fact: Fact) -> list[Fact]:
        """What more is to be told when a fact has been answered; copies have no copies."""
        if fact.is_copy:
            return []
        return [more for quirk in self.quirks if quirk.after is not None for more in quirk.after(fact)]

    def keeps(self, fact: Fact) -> bool:
        """Whether a fact is told at all."""
        return all(quirk.keeps(fact) for quirk in self.quirks if quirk.keeps is not None)

    def handshake(self, handshake: Handshake) -> Handshake:
        """How a connection is asked for."""
        for quirk in self.quirks:
            if quirk.handshake is not None:
                handshake = quirk.handshake(handshake)
        return handshake

    def ids(self) -> Iterator[Any]:
        """The message ids of one connection."""
        for quirk in self.quirks:
            if quirk.ids is not None:
                return quirk.ids()
        return _unique()


def _unique() -> Iterator[str]:
    while True:
        yield str(uuid.uuid4())
