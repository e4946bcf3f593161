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

SELDOM: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
"""Why, who, and what: needed where no test on the local stack comes."""


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
