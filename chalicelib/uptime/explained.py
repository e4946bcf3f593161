"""What charge points' error codes mean, in words for who must put it right. Pure."""

from collections.abc import Mapping
from enum import StrEnum

OCPP_1_6: Mapping[str, str] = {
    "ConnectorLockFailure": "The lock of the plug cannot be closed or opened.",
    "EVCommunicationError": "The charger and the car do not understand each other.",
    "GroundFailure": "The residual-current protection has tripped: current leaks to earth.",
    "HighTemperature": "It is too hot inside the charger.",
    "InternalError": "A part of the charger's own hardware or software has failed.",
    "LocalListConflict": "What the server says of a card contradicts the charger's own list of cards.",
    "NoError": "It names no cause.",
    "OtherError": "It is none of the standard's causes; the vendor's code says more.",
    "OverCurrentFailure": "The overcurrent protection has tripped.",
    "OverVoltage": "The voltage is too high.",
    "PowerMeterFailure": "The energy meter cannot be read.",
    "PowerSwitchFailure": "The contactor cannot be switched.",
    "ReaderFailure": "The card reader does not work.",
    "ResetFailure": "It could not restart.",
    "UnderVoltage": "The voltage is too low.",
    "WeakSignal": "The radio signal is too weak.",
}
"""ChargePointErrorCode (OCPP 1.6, 7.6)."""
MINIMUM_REQUIRED: Mapping[str, str] = {
    "CX001": OCPP_1_6["ConnectorLockFailure"],
    "CX002": OCPP_1_6["GroundFailure"],
    "CX003": OCPP_1_6["HighTemperature"],
    "CX004": OCPP_1_6["OverCurrentFailure"],
    "CX005": OCPP_1_6["OverVoltage"],
    "CX006": OCPP_1_6["UnderVoltage"],
    "CX007": OCPP_1_6["WeakSignal"],
    "CX008": "The emergency stop was pressed.",
    "CX009": "Nobody was authorised in time.",
    "CX010": "The car is in a state in which it cannot be charged.",
    "CX011": "The test of the cable's insulation failed.",
    "CX012": "The voltage of charger and car did not meet before charging.",
    "CX013": "It has no connection to the internet.",
    "CX014": "The control pilot signal to the car is wrong.",
    "CX015": "It has no power.",
    "CX016": "The car's contactor does not work.",
    "CX017": "The charger's contactor does not work.",
    "CX018": "The cable is so hot that it charges more slowly.",
    "CX019": "The cable is so hot that charging has stopped.",
    "CX020": "The plug is not all the way in.",
    "CX021": "The capacitance at the plug is out of range.",
    "CX022": "The resistance at the plug is out of range.",
    "CX023": "The proximity signal of the plug is wrong.",
    "CX024": "The voltage at the plug is too high.",
    "CX025": "The latch of the plug is broken.",
    "CX026": "The cable has been cut.",
}
"""The minimum required error codes of the ChargeX consortium, which 2.x chargers tell, and 1.6 ones too."""
SAME = {words: name for name, words in OCPP_1_6.items()}
BY_NAME = {name.lower(): SAME.get(words, name) for name, words in {**OCPP_1_6, **MINIMUM_REQUIRED}.items()}
"""By what charge points may call it, in any case: its code, the same for the same cause."""
FaultCode = StrEnum("FaultCode", {name: name for name in sorted(set(BY_NAME.values()))})  # type: ignore[misc]
"""What is known of faults, by codes that are never renamed."""


def cause(error_code: str, vendor_error_code: str | None) -> FaultCode | None:
    """What a fault's codes mean; None: only the vendor knows. A cause that is named goes before none."""
    vendors = BY_NAME.get((vendor_error_code or "").strip().lower())
    told = BY_NAME.get(error_code.strip().lower())
    found = vendors or told
    return FaultCode(found) if found else None


def explanation(error_code: str, vendor_error_code: str | None) -> str | None:
    """The same in words."""
    found = cause(error_code, vendor_error_code)
    return None if found is None else {**OCPP_1_6, **MINIMUM_REQUIRED}[found]
