"""How a charge point of OCPP 1.6 answers Local Auth List, Smart Charging and Firmware Management."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from infra.simulator import firmware, logs
from infra.simulator.messages import Answer, Payload
from infra.simulator.profiles import Profile
from infra.simulator.wording import ACCEPTED, REJECTED, stamp

if TYPE_CHECKING:
    from infra.simulator.language import Handler
    from infra.simulator.link import Link


def local_list_version(link: "Link", _: Payload) -> Payload:
    """0: there is none."""
    return {"listVersion": link.box.local_list.version}


def send_local_list(link: "Link", asked: Payload) -> Payload:
    """An entry without idTagInfo is removed."""
    statuses = {
        one["idTag"]: (one.get("idTagInfo") or {}).get("status")
        for one in asked.get("localAuthorizationList") or []
    }
    is_differential = asked["updateType"] == "Differential"
    status = link.box.local_list.update(asked["listVersion"], statuses, differential=is_differential)
    link.box.say(f"local list {asked['listVersion']} ({len(statuses)} entries): {status}")
    return {"status": status}


def set_profile(link: "Link", asked: Payload) -> Payload:
    """A TxProfile needs a transaction to be of."""
    told, connector_id = asked["csChargingProfiles"], asked["connectorId"]
    connector = link.box.connectors.get(connector_id)
    is_of_transaction = told["chargingProfilePurpose"] == "TxProfile"
    if is_of_transaction and (connector is None or connector.transaction is None):
        return REJECTED
    link.box.profiles.put(
        Profile(
            told["chargingProfileId"],
            connector_id,
            told["stackLevel"],
            told["chargingProfilePurpose"],
            told["chargingSchedule"],
            datetime.now(UTC),
        )
    )
    return ACCEPTED


def clear_profile(link: "Link", asked: Payload) -> Payload:
    """Unknown where none matches."""
    was_there = link.box.profiles.clear(
        asked.get("id"),
        asked.get("connectorId"),
        asked.get("chargingProfilePurpose"),
        asked.get("stackLevel"),
    )
    return ACCEPTED if was_there else {"status": "Unknown"}


def composite_schedule(link: "Link", asked: Payload) -> Payload:
    """Of one connector, or of all together."""
    connector_id, start = asked["connectorId"], datetime.now(UTC)
    concerned = link.box.concerned(connector_id)
    if not concerned:
        return REJECTED
    most_w = sum(connector.max_kw for connector in concerned) * 1000
    unit = asked.get("chargingRateUnit") or "W"
    schedule = link.box.profiles.composite(connector_id, start, asked["duration"], most_w, unit)
    return ACCEPTED | {
        "connectorId": connector_id,
        "scheduleStart": stamp(start),
        "chargingSchedule": schedule,
    }


def get_diagnostics(link: "Link", asked: Payload) -> Answer:
    """Uploaded to the location, which is to be HTTP."""
    return Answer(
        {"fileName": logs.file_name("diagnostics")},
        lambda: logs.upload(link.box, asked["location"], "diagnostics", None),
    )


def update_firmware(link: "Link", asked: Payload) -> Answer:
    """Fetched at once, whatever the date."""
    return Answer({}, lambda: firmware.update(link.box, asked["location"], None))


ANSWERS: Mapping[str, "Handler"] = {
    "ClearChargingProfile": clear_profile,
    "GetCompositeSchedule": composite_schedule,
    "GetDiagnostics": get_diagnostics,
    "GetLocalListVersion": local_list_version,
    "SendLocalList": send_local_list,
    "SetChargingProfile": set_profile,
    "UpdateFirmware": update_firmware,
}
