"""One member of a crowd, who calls the API; metered_door.py tells what each answer cost."""

import json
import time
import uuid
from collections.abc import Mapping
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from tests.load.metering import Meter

COST = "X-Bench-Cost"


class HttpClient:
    """Keeps its connection, as browsers do."""

    def __init__(self, url: str, tokens: Mapping[str, str]) -> None:
        self.connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
        self.tokens = tokens

    def warm_up(self, step: Mapping[str, Any]) -> None:
        """By a booking that is refused as past."""
        self.timed({**step, "start": "2020-01-01T00:00:00Z", "end": "2020-01-01T01:00:00Z"})

    def timed(self, step: Mapping[str, Any]) -> list[Any]:
        """What was done, milliseconds, code and cost."""
        began = time.perf_counter()
        body = json.dumps({"start_date_time": step["start"], "end_date_time": step["end"]})
        headers = {
            "Authorization": f"Bearer {self.tokens[step['driver']]}",
            "Content-Type": "application/json",
            "Idempotency-Key": uuid.uuid4().hex,
        }
        self.connection.request("POST", f"/v1/chargers/{step['charger']}/bookings", body, headers)
        answer = self.connection.getresponse()
        told = json.loads(answer.read())
        spent = Meter(*json.loads(answer.headers[COST]))
        return [step["do"], (time.perf_counter() - began) * 1000, _code(answer.status, told), vars(spent)]


def _code(status: int, told: Mapping[str, Any]) -> str:
    if status == 201:
        return "done"
    if status >= 500:
        return f"error: {status} {told.get('code')}"
    found = told.get("violations")
    return "+".join(violation["code"] for violation in found) if found else str(told.get("code"))
