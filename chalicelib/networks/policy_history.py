"""How a network's policies came to be what they are, for its members to read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from chalicelib.accounts.rules import Account
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.networks.rules import Standing
from chalicelib.policies.changes import PolicyChange


class HistoryStore(Protocol):
    """Where changes are kept; each gives the newest first."""

    def of_network(self, network_id: str, wanted: Wanted) -> Page[PolicyChange]:
        """All of a network."""

    def of_station(self, network_id: str, station_id: str, wanted: Wanted) -> Page[PolicyChange]:
        """Those of one station and of its chargers."""

    def of_charger(self, network_id: str, charger_id: str, wanted: Wanted) -> Page[PolicyChange]:
        """Those of one charger."""


@dataclass(frozen=True)
class KnownChange:
    """A change, and who made it (None: that account is gone)."""

    change: PolicyChange
    account: Account | None


@dataclass(frozen=True)
class PolicyHistory:
    """The use case of reading it."""

    store: HistoryStore
    visible: Callable[[str, Caller | None], Standing]
    accounts_of: Callable[[Iterable[str]], dict[str, Account]]

    def changes(
        self,
        network_id: str,
        caller: Caller,
        wanted: Wanted,
        station_id: str | None = None,
        charger_id: str | None = None,
    ) -> Page[KnownChange]:
        """Of the network with all in it, of one station with its chargers, or of one charger.

        Raises NotFound, Forbidden("members_only").
        """
        if not self.visible(network_id, caller).is_member:
            raise Forbidden("members_only", "Only members of the network may see this.")
        if charger_id is not None:
            found = self.store.of_charger(network_id, charger_id, wanted)
        elif station_id is not None:
            found = self.store.of_station(network_id, station_id, wanted)
        else:
            found = self.store.of_network(network_id, wanted)
        accounts = self.accounts_of(change.by for change in found.items)
        return found.of(lambda change: KnownChange(change, accounts.get(change.by)))
