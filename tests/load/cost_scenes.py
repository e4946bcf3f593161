"""One charge point's and one driver's days, played in this process through the functions that Lambda runs.

Every step is handed to a `Probe` with its name; what the steps cost is what the cost model is made of. The
clock is turned by the story, from a fixed hour on, so that each run does the same at the same times of a day.
What is posted to the charger is caught, and answered as a content charger would.
"""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from chalicelib.kernel import ids
from tests.load import cost_words as words
from tests.load.cost_props import Caught, Turned

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FIRST_HOUR = 6
HEARTBEATS, READINGS = 2, 6
BBOX = "7.8,47.9,7.9,48.1"
CONTENT: Mapping[str, Any] = {"GetConfiguration": {"configurationKey": []}}
"""Answers of a charger that are more than a yes."""


class Probe(Protocol):
    """Does a step, and keeps what it cost."""

    def __call__(self, name: str, act: Callable[[], Any], told: str = "") -> Any: ...


@dataclass
class Story:
    """The functions, a charge point with its driver, and the time."""

    probe: Probe
    clock: Turned
    box: Mapping[str, str]
    api: Callable[..., Any]
    """`api(method, path, headers, body)`: the API's function."""
    caught: Caught
    protocol: str
    told: Mapping[str, str] = field(default_factory=dict)
    """By the authorizer, with every event."""
    transaction: Any = None
    sent: int = 0
    register: int = 1000

    def play(self) -> None:
        """The whole story; in later versions of the protocol only what a charger says."""
        began = self.clock.now
        self.connects()
        if self.protocol == words.OCPP_16:
            self.books(began + 2 * DAY)
            self.waits()
            self.is_put_on_the_clock(began)
            self.charges_as_booked(began)
        else:
            self.beats()
            self.charges("")
        self.at(2 * DAY + 12 * HOUR, began)
        self.charges("_walk_up")
        if self.protocol == words.OCPP_16:
            self.is_watched()
        self.probe("disconnect", lambda: self._door().disconnect({"requestContext": self._context()}))

    def at(self, after: timedelta, began: datetime) -> None:
        """So long after the story's first midnight."""
        self.clock.now = began.replace(hour=0) + after

    def connects(self) -> None:
        """Authorizer, $connect, and what a charger says first."""
        password = f"{self.box['charge_point_id']}:{self.box['password']}".encode()
        headers = {
            "Authorization": "Basic " + base64.b64encode(password).decode(),
            "Sec-WebSocket-Protocol": self.protocol,
        }
        event = {"methodArn": "arn:x", "headers": headers, "queryStringParameters": None}
        event |= {"requestContext": {"identity": {"sourceIp": "127.0.0.1"}}}
        policy = self.probe("authorizer", lambda: self._door().authorize(event))
        self.told = policy["context"]
        event = {"requestContext": self._context(), "headers": headers}
        self.probe("connect", lambda: self._door().connect(event))
        self.say("boot", *words.boot(self.protocol))
        self.heartbeat("heartbeat_first")
        self.status("Available")

    def books(self, day: datetime) -> None:
        """What a driver's client asks for until there is a booking; one is cancelled again."""
        from chalicelib.wiring import services  # noqa: PLC0415 - with this process's settings

        credentials = services().log_in.store.credentials(self.box["driver_id"])
        assert credentials is not None
        refresh = services().log_in.begin(credentials).refresh_token
        self.ask("refresh", "POST", "/auth/refresh", {"refresh_token": refresh})
        self.ask("me", "GET", "/me")
        self.ask("map", "GET", f"/stations?bbox={BBOX}&zoom=14")
        self.ask("station", "GET", f"/stations/{self.box['charger_id'].rpartition('-')[0]}")
        self.ask(
            "availability",
            "GET",
            f"/chargers/{self.box['charger_id']}/availability?from={day:%Y-%m-%d}&days=1",
        )
        self.ask("book", "POST", *self._booking(day.replace(hour=9)))
        other = self.ask("book", "POST", *self._booking(day.replace(hour=9) + DAY))
        self.ask("my_bookings", "GET", "/me/bookings")
        self.ask("cancel", "POST", f"/bookings/{other['booking_id']}/cancel", {})

    def is_watched(self) -> None:
        """A page's socket: its handshake, what it watches, and a status that it is told of."""
        from chalicelib.wiring import services  # noqa: PLC0415 - with this process's settings

        event: dict[str, Any] = {"methodArn": "arn:x", "headers": {}, "queryStringParameters": {"live": "1"}}
        event |= {"requestContext": {"identity": {"sourceIp": "127.0.0.1"}}}
        told = self.probe("page_authorizer", lambda: self._door().authorize(event))["context"]
        page = {"requestContext": self._context() | {"authorizer": told, "connectionId": "page"}}
        self.probe("page_connect", lambda: self._door().connect(page))
        topics = ["me", f"station:{self.box['charger_id'].rpartition('-')[0]}"]
        token = services().access_tokens.issue(self.box["driver_id"])
        wish = json.dumps({"action": "watch", "topics": topics, "token": token})
        answer = self.probe("watch", lambda: self._door().watch(page | {"body": wish}), wish)
        assert json.loads(answer["body"]) == {"watching": topics, "refused": []}, answer
        action, payload = words.status(self.protocol, self._stamp(), "Available")
        self._message("status_watched", json.dumps([2, "watched", action, payload]))
        assert json.loads(self.caught.posted.pop()) == {"changed": topics[1:]}

    def beats(self) -> None:
        """Heartbeats."""
        for _ in range(HEARTBEATS):
            self.clock.now += 5 * MINUTE
            self.heartbeat()

    def waits(self) -> None:
        """Minutes: the very first, one in which nothing is due, one with a look at whether it is there."""
        self.beats()
        self.minute("first")
        self.clock.now += MINUTE
        self.minute("empty")
        self.clock.now += 5 * MINUTE
        self.heartbeat("")
        self.minute("look", "offline")

    def is_put_on_the_clock(self, began: datetime) -> None:
        """The sheets of eight hours come near, once without and once with a booking on them."""
        for name, after in (
            ("window", 7 * HOUR + MINUTE),
            ("catch_up", DAY + 6 * HOUR + 59 * MINUTE),
            ("window_booked", DAY + 7 * HOUR + MINUTE),
        ):
            self.at(after, began)
            self.minute(name, "bookings")

    def charges_as_booked(self, began: datetime) -> None:
        """The day of the booking, with each minute in which something is due."""
        self.at(2 * DAY + 8 * HOUR + 29 * MINUTE, began)
        self.minute("catch_up", "bookings")
        for hours, minutes in ((8, 31), (8, 51)):
            self._due_at(began, hours, minutes)
        self.at(2 * DAY + 9 * HOUR + MINUTE, began)
        self.charges("", pause=lambda: self._due_at(began, 10, 51))
        self.clock.now += MINUTE
        self.minute("due_after", "bookings", "notices")
        self.ask("my_sessions", "GET", "/me/sessions")

    def _due_at(self, began: datetime, hours: int, minutes: int) -> None:
        self.at(2 * DAY + hours * HOUR + minutes * MINUTE, began)
        self.heartbeat("")
        self.minute(f"due_{hours}_{minutes:02}", "bookings", "notices")
        self.clock.now += 2 * MINUTE

    def charges(self, how: str, pause: Callable[[], None] = lambda: None) -> None:
        """One session."""
        self.status("Preparing")
        self.say("authorize", *words.authorize(self.protocol, self._uid()))
        self.starts(how)
        self.status("Charging")
        for _ in range(READINGS):
            self.clock.now += MINUTE
            self.reads("meter")
        self.forget_who_was_seen()
        self.clock.now += MINUTE
        self.reads("meter_elsewhere")
        pause()
        self.stops(how)
        self.status("Finishing")
        self.status("Available")

    def minute(self, name: str, *parts: str) -> None:
        """What is done every minute, each part (all, unless told) as the step `minute/<name>/<part>`."""
        from chalicelib.jobs import PARTS  # noqa: PLC0415 - with this process's settings
        from chalicelib.kernel.slices import WHOLE  # noqa: PLC0415 - likewise
        from chalicelib.wiring import services  # noqa: PLC0415 - likewise

        for part in parts or PARTS:
            work = PARTS[part]
            self.probe(f"minute/{name}/{part}", lambda work=work: work(services(), self.clock.now, WHOLE))
        self._answers()

    def forget_who_was_seen(self) -> None:
        """As in a function that has not had this charger lately."""
        from chalicelib.wiring import services  # noqa: PLC0415 - with this process's settings

        services().charge_points.lines._seen.clear()  # noqa: SLF001 - what another process knows

    def heartbeat(self, name: str = "heartbeat") -> None:
        """It is there."""
        self.say(name, "Heartbeat", {})

    def status(self, told: str) -> None:
        """Its connector's."""
        self.say("status", *words.status(self.protocol, self._stamp(), told))

    def starts(self, how: str) -> None:
        """A transaction."""
        named = f"tx{self.sent:010}"
        said = words.start(self.protocol, self._stamp(), self._uid(), named, self.sent, self.register)
        answer = self.say(f"start{how}", *said)
        told = answer.get("idTagInfo") or answer["idTokenInfo"]
        assert told["status"] == "Accepted", answer
        self.transaction = answer.get("transactionId", named)

    def reads(self, name: str) -> None:
        """Its meter."""
        self.register += 100
        self.say(name, *words.readings(self.protocol, self._stamp(), self.transaction, self.sent))

    def stops(self, how: str) -> None:
        """The transaction."""
        told = self._uid(), self.transaction, self.sent, self.register
        self.say(f"stop{how}", *words.stop(self.protocol, self._stamp(), *told))

    def say(self, name: str, action: str, payload: Mapping[str, Any]) -> Any:
        """A message, and its answer; a name of "" is not kept."""
        self.sent += 1
        text = json.dumps([2, f"{self.sent:036}", action, payload], separators=(",", ":"))
        frame = json.loads(self._message(name, text))
        assert frame[0] == 3, frame
        self._answers()
        return frame[2]

    def _answers(self) -> None:
        while self.caught.posted:
            _, message_id, action, _ = json.loads(self.caught.posted.pop(0))
            answer = CONTENT.get(action, {"status": "Accepted"})
            self._message("answer", json.dumps([3, message_id, answer], separators=(",", ":")))

    def _message(self, name: str, text: str) -> str:
        event = {"requestContext": self._context(), "body": text}
        answer = self.probe(name, lambda: self._door().message(event), text)
        return str(answer.get("body", ""))

    def ask(self, name: str, method: str, path: str, body: Any = None) -> Any:
        """A request of the driver's client."""
        from chalicelib.wiring import services  # noqa: PLC0415 - with this process's settings

        token = services().access_tokens.issue(self.box["driver_id"])
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        if method == "POST":
            headers["Idempotency-Key"] = ids.new_id()
        raw = None if body is None else json.dumps(body).encode()
        answer = self.probe(name, lambda: self.api(method, f"/v1{path}", headers, raw))
        assert answer.status_code < 300, answer.body
        return answer.json_body

    def _booking(self, start: datetime) -> tuple[str, dict[str, str]]:
        times = {"start_date_time": start, "end_date_time": start + 2 * HOUR}
        path = f"/chargers/{self.box['charger_id']}/bookings"
        return path, {name: at.strftime("%Y-%m-%dT%H:%M:%SZ") for name, at in times.items()}

    def _context(self) -> dict[str, Any]:
        at = int(self.clock.now.timestamp() * 1000)
        place = {"domainName": "x.execute-api.eu-central-1.amazonaws.com", "stage": "api"}
        moments = {"connectedAt": at, "requestTimeEpoch": at, "requestId": "request"}
        return {"connectionId": "connection-of-it=", "authorizer": self.told, **place, **moments}

    def _uid(self) -> str:
        return self.box["token_uid"]

    def _stamp(self) -> str:
        return f"{self.clock.now:%Y-%m-%dT%H:%M:%S}.000Z"

    @staticmethod
    def _door() -> Any:
        from chalicelib.ocpp import door  # noqa: PLC0415 - with this process's settings

        return door
