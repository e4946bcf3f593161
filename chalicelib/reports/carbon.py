"""How much CO2 driving on electricity avoids: a reckoning on averages of the European Union, told with it.

Both sides are what comes out of exhausts and chimneys; making cars, fuel and power stations is on neither.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Assumptions:
    """What is assumed of cars and of electricity, and from where."""

    combustion_g_per_km: Decimal
    kwh_per_100_km: Decimal
    grid_g_per_kwh: Decimal
    source: str


COMBUSTION_G_PER_KM = Decimal(174)
"""A combustion car on the road. EEA, Real-world emissions of cars (cars registered in 2021, told in 2022): 28
g/km more than in the laboratory, which is 19.2 % of that: 28 / 0.192 * 1.192."""
KWH_PER_100_KM = Decimal(21)
"""An electric car on the road. Weiss et al., Energy Consumption of Electric Vehicles in Europe
(Sustainability 2024, 16(17), 7529): 21 +- 4 over 342 models."""
GRID_G_PER_KWH = Decimal(214)
"""Electricity made in the EU in 2023. EEA, Greenhouse gas emission intensity of electricity generation: 58 %
less than in 1990, when it was 510."""
EUROPEAN = Assumptions(
    COMBUSTION_G_PER_KM,
    KWH_PER_100_KM,
    GRID_G_PER_KWH,
    "EU averages: combustion cars on the road, EEA 2022; electric cars on the road, Weiss et al. 2024"
    " (doi.org/10.3390/su16177529); electricity made, EEA 2023.",
)


def co2_avoided_g(energy_wh: Decimal, assumed: Assumptions = EUROPEAN) -> Decimal:
    """Grams that a combustion car would have emitted over the distance, less those of the electricity.

    Below zero where electricity is the dirtier one.
    """
    kwh = energy_wh / 1000
    distance_km = kwh * 100 / assumed.kwh_per_100_km
    return distance_km * assumed.combustion_g_per_km - kwh * assumed.grid_g_per_kwh
