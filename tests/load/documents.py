"""Tables in docs/ that commands make, between `<!-- made by ./scripts/bench ... -->` and `<!-- end -->`."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = (ROOT / "docs" / "cost.md", ROOT / "docs" / "scale.md")
MADE = re.compile(r"<!-- made by \./scripts/bench (\w+)(.*?) -->\n(.*?)<!-- end -->", re.DOTALL)
Mains = Mapping[str, Callable[[list[str]], int]]
"""What each `./scripts/bench <name>` runs."""


def made(document: Path) -> Iterator[tuple[str, list[str], str]]:
    """Each table: the name of its command, the arguments, the table as it stands there."""
    for name, arguments, table in MADE.findall(document.read_text()):
        yield name, arguments.split(), table


def told_by(mains: Mains, name: str, arguments: list[str]) -> str:
    """What the command prints now."""
    told = io.StringIO()
    with redirect_stdout(told):
        mains[name](arguments)
    return told.getvalue()


def write(mains: Mains) -> None:
    """All tables of all documents anew."""
    for document in DOCUMENTS:

        def anew(found: re.Match[str]) -> str:
            name, arguments, _ = found.groups()
            head = found.group(0).partition("\n")[0]
            return f"{head}\n{told_by(mains, name, arguments.split())}<!-- end -->"

        document.write_text(MADE.sub(anew, document.read_text()))
