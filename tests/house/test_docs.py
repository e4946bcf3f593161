"""What the documents promise exists: their links lead somewhere, their commands answer."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "web" / "README.md"])
COMMANDS = sorted(
    {command for document in DOCUMENTS for command in re.findall(r"\./scripts/[a-z]+", document.read_text())}
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text())

    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_is_named_explains_itself(command: str) -> None:
    told = subprocess.run(
        [command, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )

    assert told.returncode == 0
    assert command.removeprefix("./scripts/") in told.stdout + told.stderr


def test_the_readme_names_its_two_commands() -> None:
    assert {"./scripts/dev", "./scripts/test"} <= set(COMMANDS)


def test_the_readme_leads_to_every_document() -> None:
    readme = (ROOT / "README.md").read_text()

    assert [path.name for path in (ROOT / "docs").glob("*.md") if f"](docs/{path.name})" not in readme] == []


def test_records_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "adr").glob("*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))
