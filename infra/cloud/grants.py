"""What each function may do, as data; roles.py makes policies of it, and the local stack keeps to them.

infra/local/roles.py refuses, on this machine, whatever is not here; tests/grants.py tells, after a run of all
tests, what is here and nobody needed.
"""

from collections.abc import Iterator, Mapping, Sequence
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
    invokes: tuple[str, ...] = ()
    """Words of functions that it may have run."""
    mail: bool = False
    texts: bool = False
    places: bool = False


def _together(*tables: Mapping[str, str]) -> dict[str, str]:
    """Each area with all its words, once."""
    whole: dict[str, str] = {}
    for part in tables:
        for area, words in part.items():
            whole[area] = " ".join(dict.fromkeys([*whole.get(area, "").split(), *words.split()]))
    return whole


ALARM = {
    "alarms": "reads writes removes",
    "charge_points": "reads",
    "stations": "reads",
    "networks": "reads",
    "notices": "writes",
}
"""What it takes to raise an alarm, or to clear it, and to owe managers the news."""
TELLING = {"live": "reads batches", "charge_points": "reads", "stations": "reads"}
"""What it takes to tell pages what changed, and to forget those that are gone."""
COMMANDS = {
    "charge_points": "reads writes removes",
    "variables": "reads writes",
    "local_lists": "reads writes",
    "diagnostics": "reads writes",
    "firmware": "reads writes",
    "certificates": "reads writes",
    "message_log": "batches",
}
"""What it takes to ask something of a charge point, and to note how it ended: also that it was never sent."""
BOOKINGS = {
    "accounts": "reads",
    "networks": "reads gsi1",
    "stations": "reads gsi1 gsi2",
    "tokens": "reads writes",
    "charge_points": "reads",
    "bookings": "reads writes removes",
    "sessions": "reads",
    "notices": "writes",
    "waitlist": "reads writes removes",
}
"""What it takes to do what is due of a booking: whoever meets it after its moment does that. A charger that
broke lets the nearest free one be looked for, and time that is given back is offered to who waits."""

BY_FUNCTION: Mapping[str, Grants] = {
    "APIHandler": Grants(
        tables=_together(
            ALARM,
            COMMANDS,
            BOOKINGS,
            {
                "accounts": "writes removes",
                "networks": "checks writes removes gsi2",
                "stations": "writes removes",
                "tokens": "removes",
                "charge_points": "batches gsi1",
                "bookings": "gsi2 gsi3",
                "variables": "removes",
                "charging_profiles": "reads",
                "sessions": "checks writes removes gsi1 gsi2 gsi3",
                "feeds": "reads writes removes",
                "reports": "reads writes",
                "waitlist": "gsi1",
                "uptime": "reads",
                "alarms": "gsi1",
                "firmware": "removes",
                "certificates": "gsi1",
                "rollouts": "reads writes batches gsi1",
                "idempotency": "reads writes removes",
                "message_log": "reads",
            },
            TELLING,
        ),
        secrets=(SIGNING_KEYS, PEPPER, FILES_KEY, EDGE),
        files={"logs": "Get Delete", "firmware": "Get Delete"},
        connections=("POST", "DELETE"),
        mail=True,
        places=True,
    ),
    "EveryMinute": Grants(
        tables=_together(
            ALARM,
            COMMANDS,
            BOOKINGS,
            {
                "accounts": "writes removes",
                "networks": "removes",
                "tokens": "removes",
                "variables": "removes",
                "local_lists": "removes",
                "bookings": "gsi1",
                "sessions": "writes gsi3",
                "feeds": "reads removes",
                "notices": "gsi1",
                "waitlist": "gsi1 gsi2",
                "alarms": "gsi1",
                "certificates": "gsi2",
                "rollouts": "reads writes gsi2",
            },
            TELLING,
        ),
        secrets=(PEPPER, FILES_KEY),
        connections=("POST",),
        invokes=("every-minute",),
        mail=True,
        texts=True,
    ),
    "OcppAuthorizer": Grants(
        tables=ALARM | {"alarms": "reads writes", "charge_points": "reads writes"},
        secrets=(PEPPER, EDGE),
    ),
    "WebsocketConnect": Grants(
        tables=_together(ALARM, TELLING, {"charge_points": "writes", "uptime": "writes"}),
        connections=("POST", "DELETE"),
    ),
    "WebsocketMessage": Grants(
        tables=_together(
            ALARM,
            COMMANDS,
            BOOKINGS,
            TELLING,
            {
                "variables": "batches",
                "charging_profiles": "reads writes batches",
                "sessions": "checks writes removes",
                "uptime": "reads writes",
                "certificates": "gsi1",
            },
        ),
        secrets=(PEPPER, CERTIFICATES),
        files={"logs": "Get Delete"},
        connections=("POST",),
    ),
    "WebsocketDisconnect": Grants(
        tables=_together(TELLING, {"charge_points": "writes"}), connections=("POST",)
    ),
    "LiveWatch": Grants(
        tables={
            "live": "reads writes batches",
            "networks": "reads gsi1",
            "stations": "reads",
            "charge_points": "reads",
            "sessions": "reads",
            "rollouts": "reads",
        },
        secrets=(SIGNING_KEYS,),
        connections=("DELETE",),
    ),
}


def each(grants: Grants) -> Iterator[tuple[str, Grants]]:
    """Every grant by itself, with words for it."""
    for area, words in grants.tables.items():
        for word in words.split():
            yield f"{area}: {word}", Grants(tables={area: word})
    for secret in grants.secrets:
        yield f"secret {secret}", Grants(secrets=(secret,))
    for prefix, words in grants.files.items():
        for word in words.split():
            yield f"files below {prefix}: {word}", Grants(files={prefix: word})
    for method in grants.connections:
        yield f"connections: {method}", Grants(connections=(method,))
    yield from ((f"invokes {word}", Grants(invokes=(word,))) for word in grants.invokes)
    if grants.mail:
        yield "mail", Grants(mail=True)
    if grants.texts:
        yield "texts", Grants(texts=True)
    if grants.places:
        yield "places", Grants(places=True)


OCPP = ("OcppAuthorizer", "WebsocketConnect", "WebsocketMessage", "WebsocketDisconnect")
"""The functions whose work the gateway does in one process."""


def joined(all_of: Sequence[Grants]) -> Grants:
    """What is in any of them."""
    return Grants(
        _together(*(grants.tables for grants in all_of)),
        tuple(dict.fromkeys(word for grants in all_of for word in grants.secrets)),
        _together(*(grants.files for grants in all_of)),
        tuple(dict.fromkeys(method for grants in all_of for method in grants.connections)),
        tuple(dict.fromkeys(word for grants in all_of for word in grants.invokes)),
        mail=any(grants.mail for grants in all_of),
        texts=any(grants.texts for grants in all_of),
        places=any(grants.places for grants in all_of),
    )


GATEWAY = joined([BY_FUNCTION[name] for name in OCPP])
"""Of the task that serves chargers in the place of API Gateway."""
