"""What each function may do, as data; roles.py makes policies of it, and the local stack keeps to them.

infra/local/roles.py refuses, on this machine, whatever is not here; tests/grants.py tells, after a run of all
tests, what is here and nobody needed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from infra.cloud.secrets import CERTIFICATES, EDGE, FILES_KEY, PEPPER, SIGNING_KEYS

KINDS: Mapping[str, tuple[str, ...]] = {
    "reads": ("GetItem", "BatchGetItem", "Query"),
    "checks": ("ConditionCheckItem",),
    "writes": ("PutItem", "UpdateItem"),
    "removes": ("DeleteItem",),
    "batches": ("BatchWriteItem",),
}
"""DynamoDB's actions on a table. A transaction needs those of its parts; an index's name is a Query of it."""


@dataclass(frozen=True)
class Grants:
    """What one function may do."""

    tables: Mapping[str, str] = field(default_factory=dict)
    """By area: words of KINDS, and names of indexes."""
    secrets: tuple[str, ...] = ()
    """Which it may read."""
    files: Mapping[str, str] = field(default_factory=dict)
    """By prefix of the bucket of files: `Get` and `Delete`."""
    connections: tuple[str, ...] = ()
    """Methods of @connections: `POST` sends a command to a charge point, `DELETE` hangs up."""
    mail: bool = False
    texts: bool = False
    places: bool = False


BY_FUNCTION: Mapping[str, Grants] = {
    "APIHandler": Grants(
        tables={
            "accounts": "reads writes removes",
            "networks": "reads checks writes removes gsi1 gsi2",
            "stations": "reads checks writes removes gsi1 gsi2",
            "tokens": "reads writes removes",
            "charge_points": "reads checks writes removes batches gsi1",
            "variables": "reads writes removes batches",
            "local_lists": "reads writes",
            "charging_profiles": "reads writes removes batches",
            "bookings": "reads checks writes removes gsi1 gsi2 gsi3",
            "sessions": "reads checks writes removes gsi1 gsi2 gsi3",
            "notices": "reads checks writes gsi1",
            "feeds": "reads writes removes",
            "reports": "reads writes",
            "waitlist": "reads checks writes removes gsi1 gsi2",
            "uptime": "reads writes",
            "alarms": "reads checks writes removes gsi1",
            "diagnostics": "reads writes",
            "firmware": "reads writes removes",
            "certificates": "reads writes removes gsi1 gsi2",
            "rollouts": "reads writes batches gsi1 gsi2",
            "idempotency": "reads writes removes",
            "message_log": "reads batches",
        },
        secrets=(SIGNING_KEYS, PEPPER, CERTIFICATES, FILES_KEY, EDGE),
        files={"logs": "Get Delete", "firmware": "Get Delete"},
        connections=("POST", "DELETE"),
        mail=True,
        texts=True,
        places=True,
    ),
    "EveryMinute": Grants(
        tables={
            "accounts": "reads writes removes",
            "networks": "reads checks writes removes gsi1 gsi2",
            "stations": "reads checks writes removes gsi1 gsi2",
            "tokens": "reads writes removes",
            "charge_points": "reads checks writes removes batches gsi1",
            "variables": "reads writes removes batches",
            "local_lists": "reads writes",
            "charging_profiles": "reads writes removes batches",
            "bookings": "reads checks writes removes gsi1 gsi2 gsi3",
            "sessions": "reads checks writes removes gsi1 gsi2 gsi3",
            "notices": "reads checks writes gsi1",
            "feeds": "reads writes removes",
            "reports": "reads writes",
            "waitlist": "reads checks writes removes gsi1 gsi2",
            "uptime": "reads writes",
            "alarms": "reads checks writes removes gsi1",
            "diagnostics": "reads writes",
            "firmware": "reads writes removes",
            "certificates": "reads writes removes gsi1 gsi2",
            "rollouts": "reads writes batches gsi1 gsi2",
            "idempotency": "reads writes removes",
            "message_log": "reads batches",
        },
        secrets=(SIGNING_KEYS, PEPPER, CERTIFICATES, FILES_KEY, EDGE),
        files={"logs": "Get Delete", "firmware": "Get Delete"},
        connections=("POST", "DELETE"),
        mail=True,
        texts=True,
        places=True,
    ),
    "OcppAuthorizer": Grants(
        tables={
            "accounts": "reads writes removes",
            "networks": "reads checks writes removes gsi1 gsi2",
            "stations": "reads checks writes removes gsi1 gsi2",
            "tokens": "reads writes removes",
            "charge_points": "reads checks writes removes batches gsi1",
            "variables": "reads writes removes batches",
            "local_lists": "reads writes",
            "charging_profiles": "reads writes removes batches",
            "bookings": "reads checks writes removes gsi1 gsi2 gsi3",
            "sessions": "reads checks writes removes gsi1 gsi2 gsi3",
            "notices": "reads checks writes gsi1",
            "feeds": "reads writes removes",
            "reports": "reads writes",
            "waitlist": "reads checks writes removes gsi1 gsi2",
            "uptime": "reads writes",
            "alarms": "reads checks writes removes gsi1",
            "diagnostics": "reads writes",
            "firmware": "reads writes removes",
            "certificates": "reads writes removes gsi1 gsi2",
            "rollouts": "reads writes batches gsi1 gsi2",
            "idempotency": "reads writes removes",
            "message_log": "reads batches",
        },
        secrets=(SIGNING_KEYS, PEPPER, CERTIFICATES, FILES_KEY, EDGE),
        files={"logs": "Get Delete", "firmware": "Get Delete"},
        connections=("POST", "DELETE"),
        mail=True,
        texts=True,
        places=True,
    ),
    "WebsocketConnect": Grants(
        tables={
            "accounts": "reads writes removes",
            "networks": "reads checks writes removes gsi1 gsi2",
            "stations": "reads checks writes removes gsi1 gsi2",
            "tokens": "reads writes removes",
            "charge_points": "reads checks writes removes batches gsi1",
            "variables": "reads writes removes batches",
            "local_lists": "reads writes",
            "charging_profiles": "reads writes removes batches",
            "bookings": "reads checks writes removes gsi1 gsi2 gsi3",
            "sessions": "reads checks writes removes gsi1 gsi2 gsi3",
            "notices": "reads checks writes gsi1",
            "feeds": "reads writes removes",
            "reports": "reads writes",
            "waitlist": "reads checks writes removes gsi1 gsi2",
            "uptime": "reads writes",
            "alarms": "reads checks writes removes gsi1",
            "diagnostics": "reads writes",
            "firmware": "reads writes removes",
            "certificates": "reads writes removes gsi1 gsi2",
            "rollouts": "reads writes batches gsi1 gsi2",
            "idempotency": "reads writes removes",
            "message_log": "reads batches",
        },
        secrets=(SIGNING_KEYS, PEPPER, CERTIFICATES, FILES_KEY, EDGE),
        files={"logs": "Get Delete", "firmware": "Get Delete"},
        connections=("POST", "DELETE"),
        mail=True,
        texts=True,
        places=True,
    ),
    "WebsocketMessage": Grants(
        tables={
            "accounts": "reads writes removes",
            "networks": "reads checks writes removes gsi1 gsi2",
            "stations": "reads checks writes removes gsi1 gsi2",
            "tokens": "reads writes removes",
            "charge_points": "reads checks writes removes batches gsi1",
            "variables": "reads writes removes batches",
            "local_lists": "reads writes",
            "charging_profiles": "reads writes removes batches",
            "bookings": "reads checks writes removes gsi1 gsi2 gsi3",
            "sessions": "reads checks writes removes gsi1 gsi2 gsi3",
            "notices": "reads checks writes gsi1",
            "feeds": "reads writes removes",
            "reports": "reads writes",
            "waitlist": "reads checks writes removes gsi1 gsi2",
            "uptime": "reads writes",
            "alarms": "reads checks writes removes gsi1",
            "diagnostics": "reads writes",
            "firmware": "reads writes removes",
            "certificates": "reads writes removes gsi1 gsi2",
            "rollouts": "reads writes batches gsi1 gsi2",
            "idempotency": "reads writes removes",
            "message_log": "reads batches",
        },
        secrets=(SIGNING_KEYS, PEPPER, CERTIFICATES, FILES_KEY, EDGE),
        files={"logs": "Get Delete", "firmware": "Get Delete"},
        connections=("POST", "DELETE"),
        mail=True,
        texts=True,
        places=True,
    ),
    "WebsocketDisconnect": Grants(
        tables={
            "accounts": "reads writes removes",
            "networks": "reads checks writes removes gsi1 gsi2",
            "stations": "reads checks writes removes gsi1 gsi2",
            "tokens": "reads writes removes",
            "charge_points": "reads checks writes removes batches gsi1",
            "variables": "reads writes removes batches",
            "local_lists": "reads writes",
            "charging_profiles": "reads writes removes batches",
            "bookings": "reads checks writes removes gsi1 gsi2 gsi3",
            "sessions": "reads checks writes removes gsi1 gsi2 gsi3",
            "notices": "reads checks writes gsi1",
            "feeds": "reads writes removes",
            "reports": "reads writes",
            "waitlist": "reads checks writes removes gsi1 gsi2",
            "uptime": "reads writes",
            "alarms": "reads checks writes removes gsi1",
            "diagnostics": "reads writes",
            "firmware": "reads writes removes",
            "certificates": "reads writes removes gsi1 gsi2",
            "rollouts": "reads writes batches gsi1 gsi2",
            "idempotency": "reads writes removes",
            "message_log": "reads batches",
        },
        secrets=(SIGNING_KEYS, PEPPER, CERTIFICATES, FILES_KEY, EDGE),
        files={"logs": "Get Delete", "firmware": "Get Delete"},
        connections=("POST", "DELETE"),
        mail=True,
        texts=True,
        places=True,
    ),
}

OCPP = ("OcppAuthorizer", "WebsocketConnect", "WebsocketMessage", "WebsocketDisconnect")
"""The functions whose work the gateway does in one process."""


def joined(all_of: Sequence[Grants]) -> Grants:
    """What is in any of them."""
    tables: dict[str, str] = {}
    files: dict[str, str] = {}
    for grants in all_of:
        for whole, part in ((tables, grants.tables), (files, grants.files)):
            for name, words in part.items():
                whole[name] = " ".join(dict.fromkeys([*whole.get(name, "").split(), *words.split()]))
    return Grants(
        tables,
        tuple(dict.fromkeys(word for grants in all_of for word in grants.secrets)),
        files,
        tuple(dict.fromkeys(method for grants in all_of for method in grants.connections)),
        mail=any(grants.mail for grants in all_of),
        texts=any(grants.texts for grants in all_of),
        places=any(grants.places for grants in all_of),
    )


GATEWAY = joined([BY_FUNCTION[name] for name in OCPP])
"""Of the task that serves chargers in the place of API Gateway."""
