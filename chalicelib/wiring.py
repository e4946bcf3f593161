"""Which concrete stores, clients, clock and ids each service works with: the only place that decides.

A concept is imported when it is first asked for, so that a function starts with no more than it needs.
"""

# ruff: noqa: PLC0415 - see above
from functools import cache, cached_property
from typing import TYPE_CHECKING

from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.kernel.settings import settings

if TYPE_CHECKING:
    pass


class Services:
    """Every service, made when first used and then kept."""


@cache
def services() -> Services:
    """This process's services."""
    return Services()
