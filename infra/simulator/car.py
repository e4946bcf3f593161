"""How a car takes energy. Pure."""

from dataclasses import dataclass, replace

RAMP_SECONDS = 20.0
TAPER_FROM = 0.8
LEAST_SHARE = 0.08


@dataclass(frozen=True)
class Car:
    """A plugged car: its battery, how full it is (0 to 1), the most it takes, how long it has charged."""

    battery_kwh: float
    charge: float
    max_kw: float
    seconds: float = 0.0

    @property
    def is_full(self) -> bool:
        """It takes nothing more."""
        return self.charge >= 1.0

    def power_kw(self, offered_kw: float) -> float:
        """What it takes of the offered power now: rising at first, constant, tapering off from 80 %."""
        if self.is_full:
            return 0.0
        rise = min(1.0, 0.1 + self.seconds / RAMP_SECONDS)
        taper = 1.0 if self.charge < TAPER_FROM else max(LEAST_SHARE, (1 - self.charge) / (1 - TAPER_FROM))
        return min(offered_kw, self.max_kw) * rise * taper

    def after(self, seconds: float, offered_kw: float) -> "Car":
        """The same car after `seconds` at the power it takes now (so: short steps)."""
        taken_kwh = self.power_kw(offered_kw) * seconds / 3600
        charge = min(1.0, self.charge + taken_kwh / self.battery_kwh)
        return replace(self, charge=charge, seconds=self.seconds + seconds)
