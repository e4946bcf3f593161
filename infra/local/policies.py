"""What a role's policy says to a request, as IAM finds it: a denial first, then any leave, then no.

AWS Identity and Access Management User Guide, "Policy evaluation logic", as far as our policies go.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from infra.local.permissions import ACCOUNT, REGION, WEBSOCKET_API, Permission

KNOWN: Mapping[str, str] = {
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::AccountId": ACCOUNT,
    "WebsocketAPI": WEBSOCKET_API,
}
"""What references of a template are on this machine."""
Statement = Mapping[str, Any]


def allows(statements: Iterable[Statement], permission: Permission) -> bool:
    """Whether a policy of these statements lets its role do it."""
    said = [each["Effect"] for each in statements if _speaks_of(each, permission)]
    return "Deny" not in said and "Allow" in said


def plain(value: Any) -> Any:
    """A part of a template without CloudFormation's functions, where no parameter is given."""
    if isinstance(value, list):
        return [found for one in value if (found := plain(one)) is not None]
    if isinstance(value, dict):
        function, given = next(iter(value.items()), ("", None))
        if function in FUNCTIONS:
            return FUNCTIONS[function](given)
        return {name: plain(one) for name, one in value.items()}
    return value


def _sub(given: Any) -> str:
    text, names = (given, {}) if isinstance(given, str) else given
    known = {**KNOWN, **{name: str(plain(one)) for name, one in names.items()}}
    return re.sub(r"\$\{([^}]+)\}", lambda found: known.get(found[1], found[1]), text)


FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {
    "Ref": lambda name: None if name == "AWS::NoValue" else KNOWN.get(name, name),
    "Fn::If": lambda cases: plain(cases[2]),  # no condition of ours holds then
    "Fn::Sub": _sub,
}


def _speaks_of(statement: Statement, permission: Permission) -> bool:
    resources = statement["Resource"]
    context = dict(permission.context)
    return (
        permission.action in statement["Action"]
        and any(
            fnmatchcase(permission.resource, pattern)
            for pattern in ([resources] if isinstance(resources, str) else resources)
        )
        and all(
            context.get(key) == wanted
            for key, wanted in statement.get("Condition", {}).get("StringEquals", {}).items()
        )
    )
