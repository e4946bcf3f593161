"""Why a charge point keeps no list, by codes that are never renamed."""

from enum import StrEnum

from chalicelib.kernel.sayings import Sayings
from chalicelib.local_lists import rules


class ListReason(StrEnum):
    """What neither its answer nor its command says."""

    HOLDS_NONE = "holds_none"


SAYINGS = Sayings({ListReason.HOLDS_NONE: rules.HOLDS_NONE})
