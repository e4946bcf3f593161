"""A 2.x charge point's variables by one text: `Component[instance]@evse.connector/Variable[instance]`.

Brackets and `@` stand only where there is something to say: mostly it is `Component/Variable`. Names are
compared without case (OCPP 2.0.1, ComponentType and VariableType). The few characters of a name that would
be read as ours are written as in addresses, `%40` for `@`. An OCPP 1.6 key is a bare name without a slash.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from chalicelib.kernel.errors import Invalid

LONGEST_NAME = 50
"""Characters of a name or an instance (identifierString[50])."""
OURS = re.compile(r"[%/\[\]@]")
NAME, INSTANCE = r"([^/\[\]@]+)", r"(?:\[([^/\[\]@]*)\])?"
KEY = re.compile(rf"{NAME}{INSTANCE}(?:@(\d{{1,9}})(?:\.(\d{{1,9}}))?)?/{NAME}{INSTANCE}", re.ASCII)


@dataclass(frozen=True)
class VariableKey:
    """Which variable of which component; `evse` is our connector_id, None: of the whole charge point.

    `connector` is one of several sockets of that EVSE. `str()` of it is its text.
    """

    component: str
    variable: str
    component_instance: str | None = None
    variable_instance: str | None = None
    evse: int | None = None
    connector: int | None = None

    def __str__(self) -> str:
        """The text that `variable_key` reads back."""
        return f"{self.component_text}/{_named(self.variable, self.variable_instance)}"

    @property
    def component_text(self) -> str:
        """The part before the slash."""
        at = "" if self.evse is None else f"@{self.evse}"
        at += "" if self.evse is None or self.connector is None else f".{self.connector}"
        return _named(self.component, self.component_instance) + at


def variable_key(text: str) -> VariableKey:
    """What a key says. Raises Invalid("bad_variable_key") for what is none."""
    found = KEY.fullmatch(text)
    if found is None:
        raise _bad_key()
    component, component_instance, evse, connector, variable, variable_instance = found.groups()
    names = [
        None if name is None else unquote(name, errors="replace")
        for name in (component, component_instance, variable, variable_instance)
    ]
    if any(name is not None and len(name) > LONGEST_NAME for name in names):
        raise _bad_key()
    return VariableKey(
        names[0] or "",
        names[2] or "",
        names[1],
        names[3],
        None if evse is None else int(evse),
        None if connector is None else int(connector),
    )


def is_variable_key(text: str) -> bool:
    """Whether it names a 2.x variable; if not, it may be a 1.6 key."""
    return KEY.fullmatch(text) is not None


def same_key(text: str) -> str:
    """The form by which keys are compared, of 1.6 and of 2.x: both protocols' names know no case."""
    return text.strip().lower()


def _named(name: str, instance: str | None) -> str:
    return _quoted(name) if instance is None else f"{_quoted(name)}[{_quoted(instance)}]"


def _quoted(name: str) -> str:
    return OURS.sub(lambda found: f"%{ord(found[0]):02X}", name)


def _bad_key() -> Invalid:
    return Invalid(
        "bad_variable_key", "A variable's key reads Component/Variable or Component[x]@1/Variable."
    )
