"""What rollouts need from their store and their neighbours."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from chalicelib.charge_points.rules import ChargePoint, Command
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Page
from chalicelib.networks.rules import Standing
from chalicelib.rollouts.rules import Rollout, RolloutState, Step, StepState

ManagedNetwork = Callable[[str, Caller], Standing]
"""NotFound unless the caller may see it, Forbidden unless they may manage it."""
OfNetwork = Callable[[str], list[ChargePoint]]
"""All charge points of a network."""
FindChargePoints = Callable[[Sequence[str]], list[ChargePoint]]
"""Those of these ids that there are."""
Online = Callable[[Sequence[str]], frozenset[str]]
"""Those of these charge points that are there now."""
FindCommand = Callable[[str, str], Command]
"""(charge_point_id, command_id). Raises NotFound."""
Maker = Callable[[Rollout, str], Command]
"""(rollout, charge_point_id): asks for something that is this charge point's own. May raise DomainError."""
Follower = Callable[[str, Command], tuple[StepState, str | None] | None]
"""(charge_point_id, its accepted command): how that went on; None: it still does."""


class Request(Protocol):
    """Commands.request."""

    def __call__(  # noqa: D102
        self,
        charge_point_id: str,
        action: str,
        params: Mapping[str, Any],
        by: str | None,
        *,
        deadline_at: datetime | None = None,
    ) -> Command: ...


class RolloutStore(Protocol):
    """Rollouts and their steps. See store.py for each promise."""

    def add(self, rollout: Rollout, steps: Sequence[Step]) -> None: ...  # noqa: D102
    def rollout(self, rollout_id: str) -> Rollout | None: ...  # noqa: D102
    def of_network(self, network_id: str, cursor: str | None, limit: int) -> Page[Rollout]: ...  # noqa: D102
    def at_work(self) -> list[str]: ...  # noqa: D102
    def steps(self, rollout_id: str, cursor: str | None, limit: int) -> Page[Step]: ...  # noqa: D102
    def all_steps(self, rollout_id: str) -> list[Step]: ...  # noqa: D102
    def put_step(self, rollout: Rollout, step: Step) -> None: ...  # noqa: D102
    def claim(self, rollout_id: str, now: datetime, until: datetime) -> Rollout | None: ...  # noqa: D102
    def worked(self, rollout: Rollout) -> None: ...  # noqa: D102
    def turn(self, rollout: Rollout, was: RolloutState) -> bool: ...  # noqa: D102
