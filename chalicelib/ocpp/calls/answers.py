"""What charge points answer to commands, in our words, whichever version's words they use.

One reading serves all versions, since chargers answer with the other version's field names too.
"""

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.charge_points.redaction import without_secrets
from chalicelib.ocpp.calls import answers_variables
from chalicelib.ocpp.calls.answer_words import Answer, flag, reason_of, status_of
from chalicelib.ocpp.calls.wording import told
from chalicelib.ocpp.reading import Fields


def answer_to(action: str, payload: Mapping[str, Any]) -> Answer:
    """All of it that `action` is asked for: always its status, where it has one."""
    if action == "call":
        return {"payload": without_secrets(payload)}
    fields = Fields(payload)
    found = told(status=status_of(fields), reason=reason_of(fields))
    read = READERS.get(action)
    return found if read is None else found | read(fields)


def _transaction(fields: Fields) -> Answer:
    return told(transaction_id=fields.text("transactionId"))


def _data(fields: Fields) -> Answer:
    return told(data=fields.any("data"))


def _list_version(fields: Fields) -> Answer:
    version = fields.integer("listVersion")
    return told(version=fields.integer("versionNumber") if version is None else version)


def _composite_schedule(fields: Fields) -> Answer:
    outer = next(iter(fields.objects("schedule")), fields)
    inner = next(iter(outer.objects("chargingSchedule")), outer)
    periods = [_period(period) for period in inner.objects("chargingSchedulePeriod")]
    if not periods:
        return {}
    connector_id = outer.integer("connectorId")
    start_at = outer.instant("scheduleStart") or inner.instant("startSchedule")
    schedule = told(
        connector_id=outer.integer("evseId") if connector_id is None else connector_id,
        start_at=None if start_at is None else start_at.isoformat(),
        duration_seconds=inner.integer("duration"),
        unit=inner.text("chargingRateUnit"),
        min_rate=_plain(inner, "minChargingRate"),
    )
    return {"schedule": {**schedule, "periods": periods}}


def _period(period: Fields) -> Answer:
    return told(
        start_seconds=period.integer("startPeriod"),
        limit=_plain(period, "limit"),
        phases=period.integer("numberPhases"),
    )


def _plain(fields: Fields, name: str) -> str | None:
    value = fields.decimal(name)
    return None if value is None else f"{value:f}"


def _filename(fields: Fields) -> Answer:
    return told(filename=fields.text("filename"))


USES = {
    "csmsrootcertificate": "CentralSystemRoot",
    "centralsystemrootcertificate": "CentralSystemRoot",
    "manufacturerrootcertificate": "ManufacturerRoot",
    "v2grootcertificate": "V2GRoot",
    "morootcertificate": "MORoot",
    "oemrootcertificate": "OEMRoot",
    "v2gcertificatechain": "V2GChain",
}


def _certificates(fields: Fields) -> Answer:
    plain = [_hash(data) for data in fields.objects("certificateHashData")]
    chains = [_chain(chain) for chain in fields.objects("certificateHashDataChain")]
    return {"certificates": plain + chains}


def _chain(chain: Fields) -> Answer:
    kind = chain.text("certificateType") or ""
    first = next(iter(chain.objects("certificateHashData")), Fields({}))
    below = [_hash(data) for data in chain.objects("childCertificateHashData")]
    return {"use": USES.get(kind.lower(), kind)} | _hash(first) | ({"chain": below} if below else {})


def _hash(data: Fields) -> Answer:
    return told(
        hash_algorithm=data.text("hashAlgorithm"),
        issuer_name_hash=data.text("issuerNameHash"),
        issuer_key_hash=data.text("issuerKeyHash"),
        serial_number=data.text("serialNumber"),
    )


def _transaction_status(fields: Fields) -> Answer:
    return told(ongoing=flag(fields, "ongoingIndicator"), messages_in_queue=flag(fields, "messagesInQueue"))


READERS: Mapping[str, Callable[[Fields], Answer]] = {
    "remote_start": _transaction,
    "data_transfer": _data,
    "get_local_list_version": _list_version,
    "get_composite_schedule": _composite_schedule,
    "get_log": _filename,
    "get_certificates": _certificates,
    "get_transaction_status": _transaction_status,
    "get_configuration": answers_variables.configuration,
    "change_configuration": answers_variables.changed,
    "set_monitoring": answers_variables.monitors,
    "clear_monitoring": answers_variables.monitors_gone,
}
