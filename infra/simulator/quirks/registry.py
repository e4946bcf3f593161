"""Every quirk there is."""

from collections.abc import Mapping

from infra.simulator.quirks.clocks import CLOCKS
from infra.simulator.quirks.fields import FIELDS
from infra.simulator.quirks.meters import METERS
from infra.simulator.quirks.quirk import Quirk
from infra.simulator.quirks.telling import TELLING
from infra.simulator.quirks.wires import WIRES

QUIRKS: Mapping[str, Quirk] = {quirk.name: quirk for quirk in (*TELLING, *WIRES, *METERS, *CLOCKS, *FIELDS)}


class UnknownQuirk(ValueError):
    """There is none of that name, or it takes no number; the text says what to do."""


def quirk(told: str) -> Quirk:
    """`replay`, or with a number `offline=60`. Raises UnknownQuirk."""
    name, has_number, number = told.partition("=")
    if name not in QUIRKS:
        raise UnknownQuirk(f"there is no quirk {name}: --quirks lists them")
    found = QUIRKS[name]
    if not has_number:
        return found
    if found.again is None:
        raise UnknownQuirk(f"{name} takes no number")
    try:
        return found.again(int(number))
    except ValueError as error:
        raise UnknownQuirk(f"{name} takes a whole number, not {number!r}") from error


def listed() -> str:
    """One line for each."""
    names = {f"{one.name}=N" if one.again else one.name: one.sentence for one in QUIRKS.values()}
    width = max(map(len, names))
    return "\n".join(f"  {name:{width}}  {sentence}" for name, sentence in names.items())
