"""What is odd about a session, in a sentence for whoever reviews it."""

from chalicelib.sessions import flags

WORDS = {
    flags.UNKNOWN_CONNECTOR: "The charger named a connector that nobody has set up.",
    flags.REFUSED: "The charger was told not to charge.",
    flags.ENERGY_AFTER_REFUSAL: "The charger was told not to charge, and gave energy all the same.",
    flags.SLOTS_NOT_HELD: "Its time could not be kept free of other bookings.",
    flags.SLOTS_NOT_FREED: "What was left of its booking stays taken.",
    flags.NEXT_START_WITHOUT_STOP: "The charger began another session there without ending this one.",
    flags.STOP_BEFORE_START: "The charger told its end before its begin.",
    flags.BEGIN_UNTOLD: "The charger did not tell its begin in time: what was heard first stands in.",
    flags.NO_TOKEN: "The charger never told with which token it began.",
    flags.TOKEN_AT_END: "The only token told is the one that ended it.",
    flags.TOLD_AFTER_END: "The charger told its begin, connector or token only after its end.",
    flags.ID_REUSED: "The charger began another transaction under the same id: it has no session of its own.",
    flags.UNIT_MIXED_UP: "The meter was told in Wh at one time and in kWh at another.",
    flags.STOP_MATCHED: "The charger told its end under no usable transaction: it fitted no other session.",
    flags.STOP_REPEATED_DIFFERENTLY: "The charger told its end twice, with other figures: the first counts.",
    flags.CLOSED_BY_MANAGER: "The charger never told its end: a manager ended it by its last reading.",
    flags.READINGS_AFTER_STOP: "The charger told readings of it after its end.",
    flags.NO_CLOCK: "The charger gave no time that can be read.",
    flags.CLOCK_AHEAD: "The charger's clock was ahead of ours.",
    flags.CLOCK_BEHIND: "The charger's clock was never set.",
    flags.END_BEFORE_START: "The charger says that it ended before it began.",
    flags.MISSING_BEGIN: "The meter was not told at the begin: the first reading stands in.",
    flags.MISSING_END: "The meter was not told at the end: the last reading stands in.",
    flags.BEGIN_ZERO: "The meter was told as 0 at the begin, which cannot be true.",
    flags.BEGIN_ABOVE_END: "The meter stood higher at the begin than at the end.",
    flags.READINGS_FALL: "A reading is lower than an earlier one.",
    flags.IMPOSSIBLE_POWER: "It took more energy than the charger can give in that time.",
    flags.SELF_REPORTED: "The driver typed the energy.",
}
