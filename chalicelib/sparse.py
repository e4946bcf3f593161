"""PynamoDB's models, read and written by what an item has and not by all that its kind may have.

Some kinds may have hundreds of attributes, of which an item has few; PynamoDB looks at each several times.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from pynamodb.attributes import Attribute, DiscriminatorAttribute, ListAttribute, MapAttribute
from pynamodb.exceptions import AttributeNullError
from pynamodb.models import Model

NULL = "NULL"


@dataclass(frozen=True)
class _Shape:
    """What is known of a kind once and for all."""

    by_stored_name: Mapping[str, tuple[str, Attribute[Any]]]
    """All but what says which kind it is."""
    discriminator: str | None
    defaults: tuple[tuple[str, Any], ...]
    new_defaults: tuple[tuple[str, Any], ...]
    required: frozenset[str]
    plain: frozenset[str]
    """Whose values are kept as they are."""
    nests: bool
    """Whether there are lists or maps, which are written in PynamoDB's own way."""


@cache
def _shape(kind: type[Model]) -> _Shape:
    attributes: Mapping[str, Attribute[Any]] = kind.get_attributes()

    def defaults(*, is_new: bool) -> tuple[tuple[str, Any], ...]:
        found = {
            name: attribute.default_for_new
            if is_new and attribute.default_for_new is not None
            else attribute.default
            for name, attribute in attributes.items()
        }
        return tuple((name, default) for name, default in found.items() if default is not None)

    name_of_kinds, kinds = next(
        ((name, told) for name, told in attributes.items() if isinstance(told, DiscriminatorAttribute)),
        (None, None),
    )
    return _Shape(
        {
            attribute.attr_name: (name, attribute)
            for name, attribute in attributes.items()
            if attribute is not kinds
        },
        name_of_kinds if kinds is not None and kinds.get_discriminator(kind) is not None else None,
        defaults(is_new=False),
        defaults(is_new=True),
        frozenset(name for name, attribute in attributes.items() if not attribute.null),
        frozenset(
            name for name, attribute in attributes.items() if type(attribute).__set__ is Attribute.__set__
        ),
        any(isinstance(attribute, ListAttribute | MapAttribute) for attribute in attributes.values()),
    )


class SparseModel(Model):
    """Behaves as a Model."""

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """The item that DynamoDB told of. Raises ValueError for one of another kind."""
        kind = cls._get_discriminator_class(data) or cls
        if not issubclass(kind, cls):
            raise ValueError(  # noqa: TRY004 - as PynamoDB does
                f"Cannot instantiate a {cls.__name__} from the returned class: {kind.__name__}"
            )
        item = kind.__new__(kind)
        item.attribute_values = {}
        item._set_discriminator()  # noqa: SLF001 - of our own class
        item._set_defaults(_user_instantiated=False)  # noqa: SLF001 - likewise
        shape, values = _shape(kind), item.attribute_values
        for stored_name, raw in data.items():
            found = shape.by_stored_name.get(stored_name)
            if found is not None and raw and NULL not in raw:
                name, attribute = found
                value = attribute.deserialize(attribute.get_value(raw))
                if name in shape.plain:
                    values[name] = value
                else:
                    setattr(item, name, value)
        return item

    def _set_discriminator(self) -> None:
        name = _shape(type(self)).discriminator
        if name is not None:
            self.attribute_values[name] = type(self)

    def _set_defaults(self, _user_instantiated: bool = True) -> None:
        shape = _shape(type(self))
        defaults = shape.new_defaults if _user_instantiated else shape.defaults
        made = ((name, default() if callable(default) else default) for name, default in defaults)
        self._set_attributes(**{name: value for name, value in made if value is not None})

    def _set_attributes(self, **attributes: Any) -> None:
        plain, others = _shape(type(self)).plain, {}
        for name, value in attributes.items():
            if name in plain:
                self.attribute_values[name] = value
            else:
                others[name] = value
        if others:
            super()._set_attributes(**others)

    def _container_serialize(self, null_check: bool = True) -> dict[str, dict[str, Any]]:
        shape = _shape(type(self))
        if shape.nests:
            return super()._container_serialize(null_check)
        attributes, stored = self.get_attributes(), {}
        for name, value in self.attribute_values.items():
            if value is not None:
                attribute = attributes[name]
                raw = attribute.serialize(value)
                if raw is not None:
                    stored[attribute.attr_name] = {attribute.attr_type: raw}
                elif null_check and not attribute.null:
                    raise AttributeNullError(name)
        if null_check:
            for name in shape.required:
                if self.attribute_values.get(name) is None:
                    raise AttributeNullError(name)
        return stored
