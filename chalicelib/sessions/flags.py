"""What can be odd about a session. A flag never keeps a fact from being stored; some hold the Cdr."""

from collections.abc import Iterable

UNKNOWN_CONNECTOR = "unknown_connector"
"""The charger named a connector (or is a charge point) that nobody has set up."""
REFUSED = "refused"
"""The charger was told not to charge: the session's violations say why."""
ENERGY_AFTER_REFUSAL = "energy_after_refusal"
"""It gave energy all the same."""
SLOTS_NOT_HELD = "slots_not_held"
"""Its time could not be kept free of other bookings: somebody else's took it in the same moment."""
SLOTS_NOT_FREED = "slots_not_freed"
"""Its booking kept changing while it ended: what was left of it stays taken."""
NEXT_START_WITHOUT_STOP = "next_start_without_stop"
"""The charger began another session on the connector and has not told how this one ended."""
STOP_BEFORE_START = "stop_before_start"
"""Its end was told before its begin."""
BEGIN_UNTOLD = "begin_untold"
"""Its begin was never told, or only after its end: it begins with the first that was heard of it."""
NO_TOKEN = "no_token"  # noqa: S105 - the name of a flag
"""It ended, and the charger never told with which token it began."""
TOKEN_AT_END = "token_at_end"  # noqa: S105 - likewise
"""No token was told before its end: the one that ended it stands in."""
TOLD_AFTER_END = "told_after_end"
"""Its begin, connector or token was told after its end, when its record was written already."""
ID_REUSED = "id_reused"
"""The charger began another transaction under the same id: what it tells of that is kept with this one."""
UNIT_MIXED_UP = "unit_mixed_up"
"""Wh told as kWh, or the reverse: a register is a thousand times what the others say."""
STOP_MATCHED = "stop_matched"
"""Its end came under no usable transaction id: it was the only open session that it could end."""
STOP_REPEATED_DIFFERENTLY = "stop_repeated_differently"
"""A second end, with other figures, came after the first: the first counts."""
CLOSED_BY_MANAGER = "closed_by_manager"
"""The charger never told its end: a manager ended it by its last reading."""
READINGS_AFTER_STOP = "readings_after_stop"
"""The charger went on telling readings of it after its end."""
NO_CLOCK = "no_clock"
"""The charger gave no time that can be read: ours is used."""
CLOCK_AHEAD = "clock_ahead"
"""The charger's clock lay in our future: ours is used, its own is kept."""
CLOCK_BEHIND = "clock_behind"
"""The charger's clock lay further back than any queue is long: ours is used, its own is kept."""
END_BEFORE_START = "end_before_start"
"""The charger says that it ended before it began: the end is when we heard of it."""
MISSING_BEGIN = "missing_begin"
"""No meter value at the begin: the first reading stands in."""
MISSING_END = "missing_end"
"""No meter value at the end: the last reading stands in."""
BEGIN_ZERO = "begin_zero"
"""The begin of 0 cannot be true: energy counts from the first reading; without one, none counts."""
BEGIN_ABOVE_END = "begin_above_end"
"""The meter stood higher at the begin: only what the readings rose counts."""
READINGS_FALL = "readings_fall"
"""A reading is lower than an earlier one."""
IMPOSSIBLE_POWER = "impossible_power"
"""More energy than the charger can give in that time."""
SELF_REPORTED = "self_reported"
"""The driver typed the energy."""

HELD = frozenset(
    {
        ENERGY_AFTER_REFUSAL,
        BEGIN_UNTOLD,
        NO_TOKEN,
        TOKEN_AT_END,
        TOLD_AFTER_END,
        ID_REUSED,
        UNIT_MIXED_UP,
        STOP_MATCHED,
        STOP_REPEATED_DIFFERENTLY,
        END_BEFORE_START,
        MISSING_BEGIN,
        MISSING_END,
        BEGIN_ZERO,
        BEGIN_ABOVE_END,
        READINGS_FALL,
        IMPOSSIBLE_POWER,
    }
)


OF_THE_END = frozenset(
    {
        ENERGY_AFTER_REFUSAL,
        NO_TOKEN,
        UNIT_MIXED_UP,
        END_BEFORE_START,
        MISSING_BEGIN,
        MISSING_END,
        BEGIN_ZERO,
        BEGIN_ABOVE_END,
        READINGS_FALL,
        IMPOSSIBLE_POWER,
    }
)
"""What only an end shows, by the begin as known then."""


def is_held(flags: Iterable[str]) -> bool:
    """Whether somebody must look at the record before it becomes a payment."""
    return not HELD.isdisjoint(flags)
