"""Plugs and sockets in OCPI's words (OCPI 2.2.1, mod_locations; SAE_J3400 and MCS from 2.3.0)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

STANDARDS = (
    "CHADEMO",
    "CHAOJI",
    *(f"DOMESTIC_{letter}" for letter in "ABCDEFGHIJKLMNO"),
    "GBT_AC",
    "GBT_DC",
    "IEC_60309_2_single_16",
    "IEC_60309_2_three_16",
    "IEC_60309_2_three_32",
    "IEC_60309_2_three_64",
    "IEC_62196_T1",
    "IEC_62196_T1_COMBO",
    "IEC_62196_T2",
    "IEC_62196_T2_COMBO",
    "IEC_62196_T3A",
    "IEC_62196_T3C",
    "MCS",
    "NEMA_5_20",
    "NEMA_6_30",
    "NEMA_6_50",
    "NEMA_10_30",
    "NEMA_10_50",
    "NEMA_14_30",
    "NEMA_14_50",
    "PANTOGRAPH_BOTTOM_UP",
    "PANTOGRAPH_TOP_DOWN",
    "SAE_J3400",
    "TESLA_R",
    "TESLA_S",
)
"""ConnectorType."""

ALWAYS_DC = frozenset(
    {
        "CHADEMO",
        "CHAOJI",
        "GBT_DC",
        "IEC_62196_T1_COMBO",
        "IEC_62196_T2_COMBO",
        "MCS",
        "PANTOGRAPH_BOTTOM_UP",
        "PANTOGRAPH_TOP_DOWN",
    }
)
THREE_PHASE = frozenset(
    {
        "GBT_AC",
        "IEC_60309_2_three_16",
        "IEC_60309_2_three_32",
        "IEC_60309_2_three_64",
        "IEC_62196_T2",
        "IEC_62196_T3C",
    }
)
CABLED = ALWAYS_DC | {"IEC_62196_T1", "SAE_J3400", "TESLA_R", "TESLA_S"}

MOST_KW_OF_ONE_PHASE = Decimal("7.4")
MOST_KW = Decimal(5000)


class ConnectorFormat(StrEnum):
    """A socket takes the driver's cable; a cable hangs on the charger."""

    SOCKET = "SOCKET"
    CABLE = "CABLE"


class PowerType(StrEnum):
    """What flows."""

    AC_1_PHASE = "AC_1_PHASE"
    AC_2_PHASE = "AC_2_PHASE"
    AC_2_PHASE_SPLIT = "AC_2_PHASE_SPLIT"
    AC_3_PHASE = "AC_3_PHASE"
    DC = "DC"


@dataclass(frozen=True)
class Connector:
    """One plug or socket; `max_kw` is the most it gives, in kilowatts, more than 0 and at most MOST_KW.

    Raises ValueError for a standard that OCPI does not name and for a power out of range.
    """

    standard: str
    format: ConnectorFormat
    power_type: PowerType
    max_kw: Decimal

    def __post_init__(self) -> None:
        if self.standard not in STANDARDS:
            raise ValueError("the standard is a ConnectorType of OCPI, like IEC_62196_T2")
        if not self.max_kw.is_finite() or not 0 < self.max_kw <= MOST_KW:
            raise ValueError(f"a connector gives more than 0 and at most {MOST_KW} kW")


def usual_format(standard: str) -> ConnectorFormat:
    """How this plug mostly comes, for who does not tell."""
    return ConnectorFormat.CABLE if standard in CABLED else ConnectorFormat.SOCKET


def usual_power_type(standard: str, max_kw: Decimal) -> PowerType:
    """What mostly flows through this plug at this power, for who does not tell."""
    if standard in ALWAYS_DC:
        return PowerType.DC
    if standard in THREE_PHASE and max_kw > MOST_KW_OF_ONE_PHASE:
        return PowerType.AC_3_PHASE
    if standard in {"SAE_J3400", "TESLA_R", "TESLA_S"} and max_kw > 25:  # noqa: PLR2004 - no car takes more by AC there
        return PowerType.DC
    return PowerType.AC_1_PHASE
