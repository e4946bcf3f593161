"""A list that is asked for page by page: a query of one page, and the cursor that goes on after it."""

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pynamodb.exceptions import QueryError
from pynamodb.pagination import ResultIterator

from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.paging import Page
from chalicelib.table import Item

T = TypeVar("T")
ItemT = TypeVar("ItemT", bound=Item)


def page(found: ResultIterator[ItemT], present: Callable[[ItemT], T]) -> Page[T]:
    """The items of a query made with `limit` and `last_evaluated_key=after(cursor)`, and where to go on.

    Raises Invalid("bad_cursor") for a cursor that this query did not make.
    """
    goes_on = found.last_evaluated_key is not None
    try:
        items = [present(item) for item in found]
    except QueryError as error:
        if goes_on and error.cause_response_code == "ValidationException":
            raise bad_cursor() from error
        raise
    key = found.last_evaluated_key
    return Page(items, _cursor(key) if key else None)


def resume_after(item: Item) -> str:
    """The cursor of a page of the table itself that ends with this item."""
    return _cursor({"pk": {"S": item.pk}, "sk": {"S": item.sk}})


def resumed_after(cursor: str | None, pk: str) -> str | None:
    """The sk that `resume_after` made a cursor of, in the list of this pk. Raises Invalid("bad_cursor")."""
    key = after(cursor)
    if key is None:
        return None
    if key.keys() != {"pk", "sk"} or key["pk"]["S"] != pk:
        raise bad_cursor()
    sk: str = key["sk"]["S"]
    return sk


def _cursor(key: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode()


def after(cursor: str | None) -> dict[str, dict[str, Any]] | None:
    """The DynamoDB key that a cursor stands for. Raises Invalid("bad_cursor")."""
    if not cursor:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor))
    except (ValueError, RecursionError) as error:
        raise bad_cursor() from error
    if not isinstance(key, dict) or not key or not all(map(_is_text, key.values())):
        raise bad_cursor()
    return key


def _is_text(value: object) -> bool:
    """Whether it is a DynamoDB string, which all keys of ours are."""
    return isinstance(value, dict) and value.keys() == {"S"} and isinstance(value["S"], str)


def bad_cursor() -> Invalid:
    """What is said of a cursor that its list did not make."""
    return Invalid("bad_cursor", "This cursor is not of this list.")
