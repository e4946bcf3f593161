"""Why a rollout stopped or asked in vain, by codes that are never renamed."""

from enum import StrEnum

from chalicelib.kernel.sayings import Sayings
from chalicelib.rollouts import rules


class RolloutReason(StrEnum):
    """Why a rollout has stopped."""

    STOPPED_BY_HAND = "stopped_by_hand"
    TOO_MANY_FAILED = "too_many_failed"


class StepReason(StrEnum):
    """Why one charge point was asked in vain, where neither it nor its command says so."""

    COMMAND_GONE = "command_gone"
    FAULT_IS_OURS = "fault_is_ours"
    UNCLEAR = "unclear"
    UPDATE_FAILED = "update_failed"


ROLLOUTS = Sayings(
    {
        RolloutReason.STOPPED_BY_HAND: rules.STOPPED_BY_HAND,
        RolloutReason.TOO_MANY_FAILED: rules.TOO_MANY_FAILED,
    }
)
STEPS = Sayings(
    {
        StepReason.COMMAND_GONE: rules.COMMAND_GONE,
        StepReason.FAULT_IS_OURS: rules.FAULT_IS_OURS,
        StepReason.UNCLEAR: rules.UNCLEAR,
        StepReason.UPDATE_FAILED: rules.UPDATE_FAILED,
    }
)
