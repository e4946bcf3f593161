"""What a month costs: arithmetic over measured steps (measured.json), prices (prices.py) and assumptions."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from infra.cloud.functions import FUNCTIONS
from infra.cloud.gateway import CONNECTIONS
from infra.cloud.http_api import ACCESS as HTTP_LINE
from infra.cloud.websocket import ACCESS as SOCKET_LINE
from tests.load.cost_assumptions import API_GATEWAY, DAYS, GATEWAY, HOURS, MINUTES, Assumptions
from tests.load.prices import PRICES

Step = Mapping[str, float]
Usage = Counter[str]
"""Units of each price, of one charger in one month unless told otherwise."""

FULL_CORE_MB = 1769
"""A function of so much memory has one whole vCPU (AWS Lambda Developer Guide, "Configure memory")."""
SOCKET_UNIT = 32 * 1024
GB = 1e9
LOOK_AGAIN_MINUTES = 39
"""From one look at whether a charger is there to the next: its last word, 11 + 30 minutes, and the minute."""
WATCHED_AGAIN_MINUTES = 8
"""As web/src/lib/live.ts has it."""
SHEETS = 3
"""Of eight hours, a day."""
STATUSES = 4
"""Told of a connector in a session: Preparing, Charging, Finishing, Available."""
DUE = ("due_8_31", "due_8_51", "due_10_51", "due_after")
FRAME = 40
"""Bytes around a message on the wire: WebSocket's and TLS's."""
FILLED_IN = 120
"""Bytes by which a line of an access log is longer than its format: ids and names of a request."""
AT_ONCE = 8
"""Shards of the every-minute work, which are asked at the same time."""
TLS_NEW, TLS_ACTIVE = 50, 3000
"""New connections a second, and open ones, in an hour's unit of an NLB that ends TLS (AWS's price page)."""


@dataclass
class Model:
    """The usage of one charger by cause, and of what all share."""

    assumed: Assumptions
    measured: Mapping[str, Any]
    causes: defaultdict[str, Usage] = field(default_factory=lambda: defaultdict(Counter))
    shared: Usage = field(default_factory=Counter)

    def __post_init__(self) -> None:
        steps = self.measured["steps"]
        self.told = steps[f"ocpp{self.assumed.ocpp}"]
        self.api = steps["ocpp1.6"]
        self.stays_connected()
        self.charges()
        self.books()
        self.is_looked_at()
        self.is_run()

    def stays_connected(self) -> None:
        """Heartbeats, reconnects, and looks at whether it is there."""
        assumed = self.assumed
        beats = MINUTES * 60 / assumed.heartbeat_s
        self.message("heartbeats", "heartbeat", beats, logged=assumed.logged_heartbeats)
        if assumed.door == API_GATEWAY:
            self.causes["connection"]["socket_minutes"] += MINUTES
        for step in ("authorizer", "connect", "disconnect"):
            self.function("reconnects", step, self.told[step], assumed.reconnects)
        self.causes["reconnects"] += self._edge(assumed.reconnects)
        self.message("reconnects", "status", assumed.reconnects)
        self.message("reconnects", "heartbeat_first", assumed.reconnects)
        self.message("boots", "boot", assumed.boots_per_month)
        self.message("boots", "answer", assumed.boots_per_month)
        looks = MINUTES / LOOK_AGAIN_MINUTES
        look = difference(self.api["minute/look/offline"], self.api["minute/empty/offline"])
        self.stored("looks", look, looks)
        self.runs("looks", "every-minute", look, looks, waits_at_once=AT_ONCE)

    def charges(self) -> None:
        """Sessions, with their readings."""
        assumed = self.assumed
        many = assumed.sessions
        self.message("sessions", "authorize", many)
        self.message("sessions", "status", many * STATUSES)
        self.message("sessions", "start", assumed.bookings)
        self.message("sessions", "start_walk_up", many - assumed.bookings)
        self.message("sessions", "stop", assumed.bookings)
        self.message("sessions", "stop_walk_up", many - assumed.bookings)
        meter = "meter_elsewhere" if assumed.door == API_GATEWAY else "meter"
        self.message("meter values", meter, many * assumed.session_minutes * 60 / assumed.meter_s)
        self.request("sessions", "my_sessions", many * 2)

    def books(self) -> None:
        """What a driver's client asks, and what the clock does of each booking."""
        assumed = self.assumed
        many = assumed.bookings
        asked = {
            "refresh": 1.0,
            "me": 1.0,
            "map": assumed.maps_per_booking,
            "station": 1.0,
            "availability": 1.0,
        }
        asked |= {
            "book": 1 + assumed.cancels_per_booking,
            "my_bookings": 1.0,
            "cancel": assumed.cancels_per_booking,
        }
        for step, times in asked.items():
            self.request("bookings", step, many * times)
        clock = self.clock_of_a_booking()
        self.stored("bookings", clock, many)
        self.runs("bookings", "every-minute", clock, many, waits_at_once=1)
        self.causes["bookings"]["mails"] += many * clock["mails"]
        if assumed.door == API_GATEWAY:
            self.causes["bookings"]["socket_messages"] += many * clock["posted"]
        self.message("bookings", "answer", many * clock["posted"])

    def is_looked_at(self) -> None:
        """Pages that are open: by API Gateway's socket, whichever way chargers come."""
        assumed, usage = self.assumed, self.causes["open pages"]
        visits, minutes = (assumed.sessions * each for each in (assumed.page_visits, assumed.page_minutes))
        for step, word in (
            ("page_authorizer", "ocpp-authorizer"),
            ("page_connect", "websocket-connect"),
            ("page_connect", "websocket-disconnect"),
        ):
            self.runs("open pages", word, self.api[step], visits)
        usage += self._edge(visits)
        watches = visits * assumed.page_watches + minutes / WATCHED_AGAIN_MINUTES
        self.stored("open pages", {**self.api["watch"], "stored_bytes": 0}, watches)  # it expires
        self.runs("open pages", "live-watch", self.api["watch"], watches)
        changes = minutes * assumed.page_changes
        usage["socket_minutes"] += minutes
        usage["socket_messages"] += 2 * watches + changes
        self.request("open pages", "station", changes + visits * assumed.page_watches)

    def clock_of_a_booking(self) -> Step:
        """All that the every-minute work does of one, by the minutes in which something was due."""
        found: Counter[str] = Counter(
            difference(self.api["minute/window_booked/bookings"], self.api["minute/window/bookings"])
        )
        for minute in DUE:
            for part in ("bookings", "notices"):
                empty = self.api[f"minute/empty/{part}"]
                found.update(difference(self.api[f"minute/{minute}/{part}"], empty))
        return found

    def is_run(self) -> None:
        """What does not grow with chargers, and the gateway's tasks."""
        assumed, usage = self.assumed, self.shared
        empty: Counter[str] = Counter()
        for name, step in self.api.items():
            if name.startswith("minute/empty/"):
                empty.update(step)
        window = difference(self.api["minute/window/bookings"], self.api["minute/empty/bookings"])
        for step, times in ((empty, MINUTES), (window, DAYS * SHEETS)):
            usage["read_units"] += step["read_units"] * times
            usage["write_units"] += step["write_units"] * times
            usage["lambda_gb_s"] += self._gb_s("every-minute", step, AT_ONCE) * times
        usage["lambda_requests"] += MINUTES
        usage.update(
            secrets=assumed.secrets,
            alarms=assumed.alarms,
            metrics=assumed.metrics,
            firewall_lists=1,
            firewall_rules=assumed.firewall_rules,
            objects_gb=1,
        )
        if assumed.door == GATEWAY:
            usage.update(self._tasks())

    def message(self, cause: str, name: str, times: float, *, logged: bool = True) -> None:
        """So many messages of a charger a month, each with its answer."""
        step, usage = self.told.get(name) or self.api[name], self.causes[cause]
        self.stored(cause, step, times, log_share=logged)
        out = (step["bytes_out"] + FRAME) * times / GB
        if self.assumed.door == GATEWAY:
            usage["out_gb"] += out
            usage["messages"] += times
            return
        self.runs(cause, "websocket-message", step, times)
        for size in (step["bytes_in"], step["bytes_out"]):
            usage["socket_messages"] += math.ceil(size / SOCKET_UNIT) * times
        usage["edge_out_gb"] += out
        usage["edge_origin_gb"] += (step["bytes_in"] + FRAME) * times / GB
        self._logs(usage, step["log_bytes"] + self._message_line(), times)

    def request(self, cause: str, name: str, times: float) -> None:
        """So many requests of a driver's client a month."""
        step, usage = self.api[name], self.causes[cause]
        self.stored(cause, step, times)
        self.runs(cause, "api-handler", step, times)
        usage["rest_requests"] += times
        usage["traces"] += times * self.assumed.traced_share
        usage["edge_out_gb"] += step["bytes_out"] * times / GB
        usage += self._edge(times)
        self._logs(usage, step["log_bytes"] + len(HTTP_LINE) + FILLED_IN, times)

    def function(self, cause: str, name: str, step: Step, times: float) -> None:
        """Invocations by the WebSocket API that are no messages; the gateway does the same by itself."""
        self.stored(cause, step, times)
        if self.assumed.door == API_GATEWAY:
            word = "ocpp-authorizer" if name == "authorizer" else f"websocket-{name}"
            self.runs(cause, word, step, times)
            self._logs(self.causes[cause], step["log_bytes"] + self._message_line(), times)

    def stored(self, cause: str, step: Step, times: float, log_share: float = 1) -> None:
        """DynamoDB's part: units, and what stays. `log_share` of the message log's part is kept."""
        usage, assumed = self.causes[cause], self.assumed
        usage["read_units"] += step["read_units"] * times
        usage["write_units"] += (step["write_units"] + step["log_write_units"] * log_share) * times
        stays = max(0.0, step["stored_bytes"]) * times * assumed.kept_months / GB
        log = step["log_stored_bytes"] * log_share * times / GB  # 30 days, which is a month
        usage["table_gb"] += stays + log
        usage["recovery_gb"] += stays

    def runs(self, cause: str, word: str, step: Step, times: float, waits_at_once: int = 1) -> None:
        """Lambda's part. The every-minute function runs anyhow: its invocation is nobody's."""
        usage = self.causes[cause]
        usage["lambda_gb_s"] += self._gb_s(word, step, waits_at_once) * times
        if word != "every-minute":
            usage["lambda_requests"] += times
            cold = self._memory(word) / 1024 * self.assumed.cold_ms / 1000
            usage["lambda_gb_s"] += cold * self.assumed.cold_share * times

    def _gb_s(self, word: str, step: Step, waits_at_once: int) -> float:
        memory = self._memory(word)
        share = min(1.0, memory / FULL_CORE_MB)
        requests = step["requests"] + step["log_requests"]
        busy = step["cpu_ms"] * self.assumed.cpu_factor / share
        return memory / 1024 * (busy + requests * self.assumed.store_ms / waits_at_once) / 1000

    def _memory(self, word: str) -> float:
        (found,) = (one.memory for one in FUNCTIONS if one.word == word)
        return self.assumed.memory_mb or found

    def _message_line(self) -> int:
        return (len(SOCKET_LINE) + FILLED_IN) * self.assumed.message_lines

    def _logs(self, usage: Usage, size: float, times: float) -> None:
        usage["log_gb"] += size * times / GB
        usage["log_kept_gb"] += size * times / GB * self.assumed.log_days / DAYS

    def _edge(self, times: float) -> Usage:
        """CloudFront and the firewall before a request, or a handshake; the gateway has neither before it."""
        return Counter({"edge_requests": times, "firewall_requests": times, "edge_functions": times})

    def _tasks(self) -> Usage:
        """Of the whole fleet: as many as its messages and its sockets need, with an NLB before them."""
        assumed, gateway = self.assumed, self.measured["gateway"]
        messages = (
            sum(usage["messages"] for usage in self.causes.values()) * assumed.chargers / (HOURS * 3600)
        )
        busy = messages * gateway["gateway_cpu_ms_per_message"] * assumed.cpu_factor / 1000
        tasks = max(
            assumed.least_tasks,
            math.ceil(busy / assumed.task_load / assumed.task_vcpu),
            math.ceil(assumed.chargers / CONNECTIONS),
        )
        new = assumed.chargers * assumed.reconnects / (HOURS * 3600)
        units = max(new / TLS_NEW, assumed.chargers / TLS_ACTIVE)
        return Counter(
            {
                "task_cpu_hours": tasks * assumed.task_vcpu * HOURS,
                "task_gb_hours": tasks * assumed.task_gb * HOURS,
                "balancer_hours": HOURS,
                "balancer_units": units * HOURS,
                "way_out_hours": HOURS,
            }
        )


def difference(more: Step, less: Step) -> Step:
    """What one step costs on top of another."""
    return {name: more[name] - less[name] for name in more}


def told(assumed: Assumptions, measured: Mapping[str, Any]) -> dict[str, Any]:
    """The bill: dollars per charger and month, by service and by cause, per session and per booking."""
    model, many = Model(assumed, measured), assumed.chargers
    total: Usage = Counter(model.shared)
    for usage in model.causes.values():
        for key, units in usage.items():
            total[key] += units * many
    bill = {key: PRICES[key].of(units) / many for key, units in total.items() if key in PRICES}
    by_service: Counter[str] = Counter()
    for key, usd in bill.items():
        by_service[PRICES[key].service] += usd

    def share(usage: Usage, times: float) -> float:
        return sum(bill[key] * units * times / total[key] for key, units in usage.items() if bill.get(key))

    by_cause = {cause: share(usage, many) for cause, usage in model.causes.items()}
    by_cause["all share"] = share(model.shared, 1)
    charging = by_cause["sessions"] + by_cause["meter values"]
    return {
        "usd_per_charger_month": _rounded(sum(bill.values())),
        "usd_per_month": round(sum(bill.values()) * many, 2),
        "usd_per_session": _rounded(charging / assumed.sessions) if assumed.sessions else None,
        "usd_per_booking": _rounded(by_cause["bookings"] / assumed.bookings) if assumed.bookings else None,
        "by_service": {name: _rounded(usd) for name, usd in by_service.most_common()},
        "by_cause": {name: _rounded(usd) for name, usd in Counter(by_cause).most_common()},
        "by_price": {name: _rounded(usd) for name, usd in Counter(bill).most_common() if usd},
        "assumptions": asdict(assumed) | {"reconnects_per_month": round(assumed.reconnects, 1)},
    }


def _rounded(usd: float) -> float:
    return round(usd, 6)
