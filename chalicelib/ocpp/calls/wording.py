"""What the versions' wordings have in common: how our values look on the wire, and when there is none."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from typing import Any

from chalicelib.charge_points.commands.reasons import NO_NUMBER, NO_WORD, TOO_LONG
from chalicelib.charge_points.commands.rules import CannotSend
from chalicelib.kernel.sayings import filled
from chalicelib.ocpp.reading import instant

Params = Mapping[str, Any]
Payload = dict[str, Any]

TENTH = Decimal("0.1")
"""Limits of charging have one digit behind the point (OCPP 1.6, 7.14; 2.0.1, ChargingSchedulePeriodType)."""
MOST = Decimal(10) ** 15


@dataclass(frozen=True)
class Word:
    """A command's parameters as the message and its payload: one of `messages`. Raises CannotSend."""

    messages: tuple[str, ...]
    worded: Callable[[Params], tuple[str, Payload]]

    def __call__(self, params: Params) -> tuple[str, Payload]:
        """The message and its payload."""
        return self.worded(params)


def told(**fields: Any) -> Payload:
    """The fields that there is something to say of."""
    return {name: value for name, value in fields.items() if value is not None}


def fixed(name: str, make: Callable[[Params], Payload]) -> Word:
    """A wording whose message is always the same."""
    return Word((name,), lambda params: (name, make(params)))


def at(value: str | datetime | None) -> str | None:
    """An instant of ours on the wire: UTC with Z."""
    if value is None:
        return None
    return instant(datetime.fromisoformat(value) if isinstance(value, str) else value)


def rate(value: Any) -> Decimal | None:
    """A limit or rate, never above what was asked. Raises CannotSend for what is no number."""
    return None if value is None else number(value).quantize(TENTH, ROUND_FLOOR)


def number(value: Any) -> Decimal:
    """What Decimal text or an integer says. Raises CannotSend for anything else."""
    try:
        told = Decimal(str(value))
    except InvalidOperation:
        told = Decimal("NaN")
    if not told.is_finite() or abs(told) >= MOST:
        raise CannotSend(filled(NO_NUMBER, value=str(value)[:40]))
    return told


def one_of(words: Mapping[str, str], word: str) -> str:
    """The protocol's word. Raises CannotSend where it has none."""
    try:
        return words[word]
    except KeyError:
        raise CannotSend(filled(NO_WORD, word=word)) from None


def shortened(name: str, text: str, longest: int) -> str:
    """`text`, which is short enough. Raises CannotSend."""
    if len(text) > longest:
        raise CannotSend(filled(TOO_LONG, name=name, longest=longest))
    return text


def as_text(value: Any) -> str:
    """Data where the protocol takes text only."""
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


def retries(params: Params) -> Payload:
    """How often to try again, and after how long."""
    return told(retries=params.get("retries"), retryInterval=params.get("retry_interval_seconds"))


def firmware(params: Params) -> Payload:
    """Where new firmware is, and when it is to be fetched and installed."""
    return told(
        location=params["url"],
        retrieveDateTime=at(params["retrieve_at"]),
        installDateTime=at(params.get("install_at")),
        signingCertificate=params.get("signing_certificate"),
        signature=params.get("signature"),
    )


LOGS = {"diagnostics": "DiagnosticsLog", "security": "SecurityLog"}


def log(params: Params) -> Payload:
    """A GetLog: the security extension's of 1.6 is 2.0.1's."""
    where = told(
        remoteLocation=params["url"],
        oldestTimestamp=at(params.get("from")),
        latestTimestamp=at(params.get("to")),
    )
    kind = one_of(LOGS, params["kind"])
    return {"log": where, "logType": kind, "requestId": params["request_id"], **retries(params)}


def certificate_hash(params: Params) -> Payload:
    """The data by which a certificate is named."""
    data = {
        "hashAlgorithm": params["hash_algorithm"],
        "issuerNameHash": params["issuer_name_hash"],
        "issuerKeyHash": params["issuer_key_hash"],
        "serialNumber": params["serial_number"],
    }
    return {"certificateHashData": data}
