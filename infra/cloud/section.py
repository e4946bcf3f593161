"""One area's share of the CloudFormation template."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

Named = dict[str, Any]
"""What stands in the template under these names."""


class NamedTwice(Exception):
    """Two sections have something of the same kind under the same name."""


@dataclass(frozen=True)
class Section:
    """Parameters, conditions, resources and outputs by their logical ids.

    A resource without a `Type` gives properties to the one that Chalice makes under that name.
    """

    parameters: Named = field(default_factory=dict)
    conditions: Named = field(default_factory=dict)
    resources: Named = field(default_factory=dict)
    outputs: Named = field(default_factory=dict)

    def template(self) -> dict[str, Named]:
        """As CloudFormation spells it, without what is empty."""
        named = {part.name.capitalize(): getattr(self, part.name) for part in fields(self)}
        return {name: found for name, found in named.items() if found}


def merged(sections: Iterable[Section]) -> Section:
    """All of `sections` as one. Raises NamedTwice."""
    whole = Section()
    for section in sections:
        for part in fields(Section):
            have, more = getattr(whole, part.name), getattr(section, part.name)
            if twice := have.keys() & more.keys():
                raise NamedTwice(f"{part.name}: {', '.join(sorted(twice))}")
            have.update(more)
    return whole
