"""Grants that nobody needed: what infra/cloud/grants.py gives, against what a run of all tests asked for.

The parts of the local stack act under these roles and keep what they needed (infra/local/roles.py), so what
is missing fails a test; this finds what is too much. tests/conftest.py asks it after a run of everything.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from chalicelib.kernel.settings import LOCAL
from infra.cloud.grants import BY_FUNCTION, each
from infra.cloud.roles import statements
from infra.local.permissions import Permission
from infra.local.policies import allows, plain

SELDOM: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "CloudFront, the place index and the user who signs addresses are of the cloud alone": {
        "APIHandler": ("places", "secret edge", "secret files-key"),
        "EveryMinute": ("secret files-key",),
        "OcppAuthorizer": ("secret edge",),
    },
    "a charger that is refused ten times, or is away for minutes, is an alarm that managers hear of": {
        "OcppAuthorizer": (
            "alarms: reads",
            "alarms: writes",
            "networks: reads",
            "notices: writes",
            "stations: reads",
        ),
        "WebsocketConnect": (
            "alarms: reads",
            "alarms: removes",
            "networks: reads",
            "notices: writes",
            "stations: reads",
        ),
        "EveryMinute": ("alarms: reads", "alarms: writes", "alarms: removes"),
    },
    "the list for use offline of a charger that was removed goes when its turn comes": {
        "EveryMinute": ("local_lists: removes",),
    },
    "who acknowledges an alarm, or removes a charger with one, ends it": {
        "APIHandler": ("alarms: removes", "alarms: writes"),
    },
    "a command that is found to have ended unsent is noted by whoever wanted it": {
        "EveryMinute": (
            "certificates: reads",
            "certificates: writes",
            "diagnostics: reads",
            "diagnostics: writes",
            "firmware: reads",
            "firmware: writes",
            "variables: writes",
        ),
    },
    "a roll-out, or a change of security profile, may give a new password": {
        "EveryMinute": ("secret ocpp-pepper",),
        "WebsocketMessage": ("secret ocpp-pepper",),
    },
    "what is due of a booking is done by the first who meets it after its moment": {
        "APIHandler": ("bookings: removes",),
        "EveryMinute": (
            "bookings: removes",
            "networks: gsi1",
            "stations: gsi1",
            "stations: gsi2",
            "waitlist: removes",
            "waitlist: writes",
        ),
        "WebsocketMessage": (
            "accounts: reads",
            "bookings: removes",
            "networks: gsi1",
            "stations: gsi1",
            "stations: gsi2",
            "tokens: writes",
            "waitlist: reads",
            "waitlist: removes",
            "waitlist: writes",
        ),
    },
    "a begin that was lost is made up for after two minutes": {"EveryMinute": ("sessions: writes",)},
    "the work of every minute is dealt out in slices only where MinuteSlices says so": {
        "EveryMinute": ("invokes every-minute",),
    },
    "of two requests with one key the slower one reads what the other answered": {
        "APIHandler": ("idempotency: reads",),
    },
    "a page that is gone is forgotten by who would tell it; where a station is on the map is kept": {
        "EveryMinute": ("live: batches",),
        "WebsocketConnect": ("live: batches",),
        "WebsocketMessage": ("live: batches",),
        "WebsocketDisconnect": ("charge_points: reads", "live: batches", "stations: reads"),
    },
    "no page of a test has twenty others beside it, or shows a roll-out through API Gateway": {
        "LiveWatch": ("connections: DELETE", "rollouts: reads"),
    },
    "no flow asks it: reports, a revoked certificate, a removed image, a setting that is wanted no more": {
        "APIHandler": (
            "certificates: writes",
            "firmware: removes",
            "reports: reads",
            "sessions: checks",
            "variables: removes",
        ),
    },
}
"""Why, who, and what: needed where no test on the local stack comes, as reading the code has found."""


def needed(folder: Path) -> dict[str, set[Permission]]:
    """Which permissions each function needed, as the processes of a run have kept it."""
    found: dict[str, set[Permission]] = defaultdict(set)
    for file in folder.iterdir():
        for line in file.read_text().splitlines():
            who, (action, resource, context) = json.loads(line)
            for function in who:
                found[function].add(Permission(action, resource, tuple(map(tuple, context))))
    return found


def unneeded(used: Mapping[str, set[Permission]]) -> list[str]:
    """`<function>: <grant>` of each that was given and, SELDOM aside, not needed."""
    seldom = {
        f"{function}, {grant}"
        for given in SELDOM.values()
        for function, grants in given.items()
        for grant in grants
    }
    return sorted(
        told
        for function, grants in BY_FUNCTION.items()
        for words, alone in each(grants)
        if (told := f"{function}, {words}") not in seldom
        and not _was_used(plain(statements(alone, LOCAL)), used.get(function, set()))
    )


def _was_used(policy: list[dict[str, object]], permissions: set[Permission]) -> bool:
    return any(allows(policy, permission) for permission in permissions)
