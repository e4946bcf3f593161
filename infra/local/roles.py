"""Under which role a part of the local stack acts: its function's in the cloud, from the same template.

What the role does not allow is refused before it is sent, as IAM would refuse it, so that whatever has run on
this machine has run under its role. Where `ROLES_NEEDED_IN` names a folder, each process keeps there what was
needed of a role: tests/house/grants.py tells what nobody needed.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError
from botocore.handlers import BUILTIN_HANDLERS

from chalicelib.kernel.settings import LOCAL, settings
from infra.cloud.grants import BY_FUNCTION
from infra.cloud.roles import statements
from infra.local.permissions import Permission, permissions
from infra.local.policies import Statement, allows, plain

NEEDED_IN = "ROLES_NEEDED_IN"
EVENT = "before-parameter-build"
"""Of botocore: a request is about to be made of its parameters."""

_acting: ContextVar[str | None] = ContextVar("acting", default=None)


@dataclass
class Roles:
    """Those of a process that does the work of `functions`; which one, `acting` says where it is known."""

    functions: tuple[str, ...]
    needed: Path | None
    stage: str = LOCAL
    policies: dict[str, list[Statement]] = field(default_factory=dict)
    _known: dict[tuple[str | None, Permission], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The policies of its stage."""
        for name in self.functions:
            self.policies[name] = plain(statements(BY_FUNCTION[name], self.stage))

    def check(self, params: Mapping[str, Any], model: Any, context: Mapping[str, Any], **_: object) -> None:
        """Botocore's event. Raises its ClientError, AccessDeniedException; UnknownRequest."""
        if context.get("is_presign_request"):  # signed with a key of its own, and asked by others
            return
        for permission in permissions(model.service_model.service_name, model.name, params):
            if not self._may(permission):
                who = _acting.get() or " or ".join(self.functions)
                told = f"{who} is not authorized to perform: {permission.action} on: {permission.resource}"
                error = {"Error": {"Code": "AccessDeniedException", "Message": told}}
                raise ClientError(error, model.name)

    def _may(self, permission: Permission) -> bool:
        one = _acting.get()
        if (one, permission) not in self._known:
            who = (one,) if one else self.functions
            self._known[one, permission] = any(allows(self.policies[name], permission) for name in who)
            if self.needed:
                with (self.needed / str(os.getpid())).open("a") as kept:
                    kept.write(json.dumps([who, permission]) + "\n")
        return self._known[one, permission]


def act_as(*functions: str) -> None:
    """From now on what this process asks of AWS needs leave of the role of one of `functions`."""
    folder = os.environ.get(NEEDED_IN)
    if folder:
        Path(folder).mkdir(exist_ok=True)
    roles = Roles(functions, Path(folder) if folder else None, settings().stage)
    BUILTIN_HANDLERS.append((EVENT, roles.check))  # of every session of botocore that is made from now on


@contextmanager
def acting(function: str) -> Iterator[None]:
    """Inside the block it is `function` that asks, and none of the others that this process stands for."""
    before = _acting.set(function)
    try:
        yield
    finally:
        _acting.reset(before)
