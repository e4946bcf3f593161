"""docs/conformance.md: which of the Open Charge Alliance's test cases a conversation plays.

`python -m tests.house.conformance` writes it from the tests and from the lists of cases in
tests/conversations/cases/. A test is for the case that its name begins with (`test_TC_004_1_...`,
`test_TC_B_01_...`), or that the id of its parameters begins with (`pytest.param(..., id="TC_G_03_...")`);
what it checks is the first line of its docstring. An indented line below a case says
`not covered: ` and why, or `gateway only: ` and why.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONVERSATIONS = ROOT / "tests" / "conversations"
DOCUMENT = ROOT / "docs" / "conformance.md"
VERSIONS = ("ocpp1.6", "ocpp2.0.1")
CASE = "TC_"
PREFIX = f"test_{CASE}"
Function = ast.AsyncFunctionDef | ast.FunctionDef
INTRODUCTION = """\
# Conformance

What a central system must do is listed by the Open Charge Alliance as test cases. Here are those for central
systems, and the tests that play them: a charge point of the `ocpp` package talks to PlugNexus over a real
socket, through each of the two doors (API Gateway's events, and the gateway), and what a network's owner then
sees over the HTTP API is checked, too. One of them: `./scripts/test conversations -k TC_004_1`.

This is our own reading of the cases, not a certificate. The page is written by
`python -m tests.house.conformance`, and a test holds it true.
"""


@dataclass(frozen=True)
class Play:
    """A test of a case."""

    name: str
    path: Path
    checks: str
    through: str
    """The doors."""


@dataclass
class Case:
    """`number` is 004_1 or B_01; `note` why something is left out."""

    number: str
    title: str
    note: str = ""
    plays: list[Play] = field(default_factory=list)

    def row(self) -> str:
        """Of the table."""
        checks = "<br>".join(
            f"{play.checks} ([{play.path.name}](../{play.path.relative_to(ROOT)}))" for play in self.plays
        )
        doors = " and ".join(sorted({play.through for play in self.plays}))
        said = ". ".join(part for part in (checks, self.note) if part)
        return f"| {self.number} | {self.title} | {said} | {doors or '—'} |"


def blocks(version: str) -> dict[str, list[Case]]:
    """The cases of a version, as listed, without their tests."""
    found: dict[str, list[Case]] = {}
    for line in (CONVERSATIONS / "cases" / f"{version}.txt").read_text().splitlines():
        if line.startswith("# "):
            cases = found.setdefault(line[2:], [])
        elif line.startswith(" "):
            cases[-1].note = line.strip()
        elif line:
            cases.append(Case(*line.split(" ", 1)))
    return found


def plays() -> Iterator[Play]:
    """Every test that is named after a case."""
    for path in sorted(CONVERSATIONS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, Function):
                continue
            for name in _ids(node):
                yield _play(node, name, path)
            if node.name.startswith(PREFIX):
                yield _play(node, node.name.removeprefix(PREFIX), path)


def _ids(node: Function) -> Iterator[str]:
    """The cases among the ids of a table of parameters."""
    for part in (part for decorator in node.decorator_list for part in ast.walk(decorator)):
        if isinstance(part, ast.keyword) and part.arg == "id" and isinstance(part.value, ast.Constant):
            name = str(part.value.value)
            if name.startswith(CASE):
                yield name.removeprefix(CASE)


def _play(node: Function, name: str, path: Path) -> Play:
    doc = (ast.get_docstring(node) or "").partition("\n")[0].rstrip(".")
    is_both = "door" in {argument.arg for argument in node.args.args}
    return Play(name, path, doc, "both" if is_both else "gateway")


def number_of(name: str) -> str:
    """The case that a test is for: as many numbers as stand in front."""
    found = re.match(r"(?:[A-Z]_)?\d+(?:_\d+)*(?=_|$)", name)
    return found.group() if found else name


def played(version: str) -> dict[str, list[Case]]:
    """The cases of a version with their tests."""
    found = blocks(version)
    by_number = {case.number: case for cases in found.values() for case in cases}
    for play in plays():
        if case := by_number.get(number_of(play.name)):
            case.plays.append(play)
    return found


def document() -> str:
    """The page."""
    parts = [INTRODUCTION]
    for version in VERSIONS:
        found = played(version)
        cases = [case for block in found.values() for case in block]
        covered = sum(bool(case.plays) for case in cases)
        parts.append(f"## OCPP {version.removeprefix('ocpp')}: {covered} of {len(cases)}\n")
        for block, members in found.items():
            head = f"### {block}\n\n| TC | case | what is checked | doors |\n|---|---|---|---|"
            parts.append("\n".join([head, *(case.row() for case in members)]) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    DOCUMENT.write_text(document())
