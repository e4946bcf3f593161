"""./scripts/bench fuzz: frames that nobody should send, over real sockets through the gateway to storage.

An embedded stack of its own; a few charge points of one network, of every version, send frames made by chance
(the same for the same --seed), several at a time. Beside them is another network, whose charge point has a
transaction going on, and whose tokens and transactions the frames name, too.

KEYS of the answer:
  frames, frames_per_s     sent by all sockets together
  answers                  {"CALLRESULT": n, "CALLERROR code": n, ...}
  lost_sockets             that were closed though they sent no frame above the largest
  unanswered               calls that had an id, and got nothing or another's answer
  internal_errors          answers that the fault is ours
  odd_answers              answers that the OCA's schema would not have
  others_changed           items of others that are not as before: of the other network, and of nobody's
  refused_changed          items changed by frames that were refused (refused_again of them), told once more
  crashes                  lines of the gateway's log that tell of an exception
  wrong                    the first few of all these, as they were
Exit code 1 when one of them is not 0.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from chalicelib.ocpp.schemas import oddities
from infra.local.stack import Stack
from tests.charger import dial
from tests.load.bench import gateway_of, parser_of, say, show, storage
from tests.load.crowd import run
from tests.load.ocpp_dump import changed, dump
from tests.load.ocpp_fleet import WORKER
from tests.odd_frames import SCHEMAS, SENT, action_of, odd_frame, owed

AT_ONCE = 20
"""Frames that a socket sends before it waits for their answers."""
PATIENCE = 60.0
MARK_ID = "mark"
MARK = f'[2,"{MARK_ID}","Heartbeat",{{}}]'
MOST_REFUSED = 400
MOST_TOLD = 10
FAULTS = (
    "lost_sockets",
    "unanswered",
    "internal_errors",
    "odd_answers",
    "others_changed",
    "refused_changed",
    "crashes",
)
Box = Mapping[str, str]


@dataclass
class Findings:
    """What all sockets came upon."""

    answers: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    refused: dict[str, list[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def fault(self, name: str, *about: Any) -> None:
        """One more, and what it was."""
        self.faults[name] += 1
        if len(self.wrong) < MOST_TOLD:
            self.wrong.append(f"{name}: " + " ".join(str(one)[:400] for one in about))

    def judge(self, protocol: str, sent: str, answer: list[Any]) -> None:
        """One answer, and the frame that it answers."""
        code = "CALLRESULT" if answer[0] == 3 else f"CALLERROR {answer[2]}"
        self.answers[code] += 1
        if code == "CALLERROR InternalError":
            self.fault("internal_errors", sent, answer)
        elif code != "CALLRESULT":
            kept = self.refused.setdefault(protocol, [])
            if len(kept) < MOST_REFUSED:
                kept.append(sent)
        elif wrong := oddities(SCHEMAS[protocol], f"{action_of(sent, protocol)}Response", answer[2]):
            self.fault("odd_answers", sent, answer, wrong)


@dataclass
class Fuzzer:
    """One charge point that sends nonsense."""

    stack: Stack
    box: Box
    protocol: str
    chance: random.Random
    named: Sequence[str]
    """Of others: tokens and transactions to speak of."""
    found: Findings

    async def run(self, frames: int) -> None:
        """Send so many, on one socket if it lives."""
        left = frames
        while left > 0:
            async with _connected(self.stack, self.box, self.protocol) as socket:
                try:
                    while left > 0:
                        texts = [self.frame() for _ in range(min(AT_ONCE, left))]
                        left -= len(texts)
                        await self.tell(socket, texts)
                except (ConnectionClosed, TimeoutError) as error:
                    self.found.fault("lost_sockets", self.protocol, repr(error), texts[0])

    def frame(self) -> str:
        """One that may name what is another's."""
        text = odd_frame(SENT[self.protocol], self.chance)
        chance = self.chance.random()
        if chance < 0.2:
            text = text.replace('"TAG"', json.dumps(self.chance.choice([self.box["token_uid"], *self.named])))
        if chance < 0.4:
            number = self.chance.choice([str(self.chance.randrange(1, 2000)), *self.named])
            text = text.replace('"T1"', json.dumps(number))
            text = text.replace('"transactionId": 7', f'"transactionId": {json.dumps(number)}')
        return text.encode("utf-8", "replace").decode()

    async def tell(self, socket: ClientConnection, texts: Sequence[str]) -> None:
        """Send all at once, and judge what comes back to each."""
        for text in texts:
            await _sent(socket, text)
        for text in texts:
            came, due = await _answers(socket), owed(text)
            if len(came) > 1 or (due is not None and [answer[1] for answer in came] != [due]):
                self.found.fault("unanswered", self.protocol, text, came)
            for answer in came:
                self.found.judge(self.protocol, text, answer)


async def _sent(socket: ClientConnection, text: str) -> None:
    """A frame, and behind it one that is answered when whatever there is to say to the first was said."""
    await socket.send(text)
    await socket.send(MARK)


async def _answers(socket: ClientConnection) -> list[list[Any]]:
    """What was said to one frame: an answer or none. What we are asked meanwhile is left out."""
    came = []
    async with asyncio.timeout(PATIENCE):
        while (said := json.loads(await socket.recv()))[1] != MARK_ID:
            if said[0] != 2:
                came.append(said)
    return came


async def measure(options: argparse.Namespace, stack: Stack) -> dict[str, Any]:
    """All figures."""
    say("two networks ...")
    protocols = [protocol for protocol in SENT if protocol]
    own = run("found", {"chargers": options.sockets + len(protocols)}, stack.environment, WORKER)
    boxes, replaying = own[: options.sockets], own[options.sockets :]
    (other,) = run("found", {"chargers": 1}, stack.environment, WORKER)
    theirs = [box[name] for box in own for name in ("charge_point_id", "charger_id", "driver_id")]
    found = Findings()
    async with _connected(stack, other, "ocpp1.6") as neighbour:
        named = [await _begun(neighbour, other), other["token_uid"]]
        before = await asyncio.to_thread(dump, stack.environment, without=theirs)
        say(f"{options.frames} frames over {len(boxes)} sockets ...")
        fuzzers = [
            Fuzzer(stack, box, protocols[number % len(protocols)], _chance(options, number), named, found)
            for number, box in enumerate(boxes)
        ]
        began, (each, more) = time.monotonic(), divmod(options.frames, len(boxes))
        await asyncio.gather(*(one.run(each + (number < more)) for number, one in enumerate(fuzzers)))
        seconds = time.monotonic() - began
        after = await asyncio.to_thread(dump, stack.environment, without=theirs)
        for key in changed(before, after):
            found.fault("others_changed", key)
    say("what was refused, once more ...")
    for protocol, box in zip(protocols, replaying, strict=True):
        await _refused_again(stack, protocol, box, found)
    for line in stack.log("ocpp").read_text("utf-8", "replace").splitlines():
        if "Traceback" in line or '"level":"ERROR"' in line:
            found.fault("crashes", line)
    return {
        "frames": options.frames,
        "frames_per_s": round(options.frames / seconds, 1),
        "answers": dict(found.answers.most_common()),
        **{name: found.faults[name] for name in FAULTS},
        "refused_again": sum(map(len, found.refused.values())),
        "wrong": found.wrong,
    }


def _connected(stack: Stack, box: Box, protocol: str) -> connect:
    box_id = box["charge_point_id"]
    return dial(f"{stack.ocpp_url}/{box_id}", box_id, box["password"], (protocol,))


def _chance(options: argparse.Namespace, number: int) -> random.Random:
    return random.Random(f"{options.seed} {number}")  # noqa: S311 - the same each time


async def _begun(socket: ClientConnection, box: Box) -> str:
    """The number of a transaction that goes on."""
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    begun = {"connectorId": 1, "idTag": box["token_uid"], "meterStart": 1000, "timestamp": at}
    await socket.send(json.dumps([2, "begin", "StartTransaction", begun]))
    answer = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))
    return str(answer[2]["transactionId"])


async def _refused_again(stack: Stack, protocol: str, box: Box, found: Findings) -> None:
    """Only what was refused, on a charge point that is asked for nothing else: all of its items stay."""
    box_id = box["charge_point_id"]
    async with _connected(stack, box, protocol) as socket:
        await _sent(socket, "[]")
        await _answers(socket)
        before = await asyncio.to_thread(dump, stack.environment, only=box_id)
        for text in found.refused.get(protocol, []):
            await _sent(socket, text)
            await _answers(socket)
        after = await asyncio.to_thread(dump, stack.environment, only=box_id)
    for key in changed(before, after):
        found.fault("refused_changed", protocol, key)


def main(arguments: list[str]) -> int:
    """Print the figures; exit code 1 when something is wrong."""
    parser = parser_of("fuzz", __doc__)
    parser.add_argument("--frames", type=int, default=100_000, help="in all (default %(default)s)")
    parser.add_argument("--sockets", type=int, default=9, help="that send them (default %(default)s)")
    parser.add_argument("--seed", default="1", help="of chance (default %(default)s)")
    options = parser.parse_args(arguments)
    with storage("fuzz") as stack:
        told = _measured_on(stack, options)
    show(told, as_json=options.json)
    return 1 if any(told[name] for name in FAULTS) else 0


def _measured_on(stack: Stack, options: argparse.Namespace) -> dict[str, Any]:
    gateway_of(stack)
    return {**asyncio.run(measure(options, stack)), "seed": options.seed, "sockets": options.sockets}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
