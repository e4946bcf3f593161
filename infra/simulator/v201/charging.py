"""How a charging station of OCPP 2.0.1 answers blocks D and K: the local list and smart charging."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from infra.simulator.messages import Answer, Message, Payload
from infra.simulator.profiles import Profile
from infra.simulator.wording import ACCEPTED, REJECTED, stamp

if TYPE_CHECKING:
    from infra.simulator.box import SimulatedChargePoint
    from infra.simulator.language import Handler
    from infra.simulator.link import Link


def local_list_version(link: "Link", _: Payload) -> Payload:
    """D02. 0: there is none."""
    return {"versionNumber": link.box.local_list.version}


def send_local_list(link: "Link", asked: Payload) -> Payload:
    """D01: an entry without idTokenInfo is removed."""
    statuses = {
        one["idToken"]["idToken"]: (one.get("idTokenInfo") or {}).get("status")
        for one in asked.get("localAuthorizationList") or []
    }
    is_differential = asked["updateType"] == "Differential"
    status = link.box.local_list.update(asked["versionNumber"], statuses, differential=is_differential)
    link.box.say(f"local list {asked['versionNumber']} ({len(statuses)} entries): {status}")
    return {"status": status}


def keep(box: "SimulatedChargePoint", evse_id: int, told: Payload) -> None:
    """Set a profile; of several schedules the first."""
    box.profiles.put(
        Profile(
            told["id"],
            evse_id,
            told["stackLevel"],
            told["chargingProfilePurpose"],
            told["chargingSchedule"][0],
            datetime.now(UTC),
        )
    )


def set_profile(link: "Link", asked: Payload) -> Payload:
    """K01: a TxProfile needs a transaction to be of."""
    told, connector = asked["chargingProfile"], link.box.connectors.get(asked["evseId"])
    is_of_transaction = told["chargingProfilePurpose"] == "TxProfile"
    if is_of_transaction and (connector is None or connector.transaction is None):
        return REJECTED
    keep(link.box, asked["evseId"], told)
    return ACCEPTED


def clear_profile(link: "Link", asked: Payload) -> Payload:
    """K10."""
    criteria = asked.get("chargingProfileCriteria") or {}
    was_there = link.box.profiles.clear(
        asked.get("chargingProfileId"),
        criteria.get("evseId"),
        criteria.get("chargingProfilePurpose"),
        criteria.get("stackLevel"),
    )
    return ACCEPTED if was_there else {"status": "Unknown"}


def composite_schedule(link: "Link", asked: Payload) -> Payload:
    """K08: of one EVSE, or of all together."""
    evse_id, start = asked["evseId"], datetime.now(UTC)
    concerned = link.box.concerned(evse_id)
    if not concerned:
        return REJECTED
    most_w = sum(connector.max_kw for connector in concerned) * 1000
    unit = asked.get("chargingRateUnit") or "W"
    made = link.box.profiles.composite(evse_id, start, asked["duration"], most_w, unit)
    return ACCEPTED | {"schedule": made | {"evseId": evse_id, "scheduleStart": stamp(start)}}


def get_profiles(link: "Link", asked: Payload) -> Answer | Payload:
    """K09: each EVSE's in a report of its own."""
    evse_id, criteria = asked.get("evseId"), asked["chargingProfile"]
    found = [
        one
        for one in link.box.profiles.held
        if evse_id in (None, one.connector_id)
        and criteria.get("chargingProfilePurpose") in (None, one.purpose)
        and one.profile_id in criteria.get("chargingProfileId", [one.profile_id])
    ]
    if not found:
        return {"status": "NoProfiles"}

    async def report() -> None:
        for place, one in enumerate(found):
            part = {
                "requestId": asked["requestId"],
                "chargingLimitSource": "CSO",
                "evseId": one.connector_id,
                "chargingProfile": [_worded(one)],
                "tbc": place < len(found) - 1,
            }
            await link.call(Message("ReportChargingProfiles", part))

    return Answer(ACCEPTED, report)


def _worded(profile: Profile) -> Payload:
    return {
        "id": profile.profile_id,
        "stackLevel": profile.stack_level,
        "chargingProfilePurpose": profile.purpose,
        "chargingProfileKind": "Absolute",
        "chargingSchedule": [profile.schedule],
    }


ANSWERS: Mapping[str, "Handler"] = {
    "ClearChargingProfile": clear_profile,
    "GetChargingProfiles": get_profiles,
    "GetCompositeSchedule": composite_schedule,
    "GetLocalListVersion": local_list_version,
    "SendLocalList": send_local_list,
    "SetChargingProfile": set_profile,
}
