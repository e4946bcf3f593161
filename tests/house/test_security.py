"""docs/security.md says of each threat which test holds our answer: those tests exist, each line has one."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text()
ROW = re.compile(r"^\|(?! ?-)(.+)\|$", re.MULTILINE)


def defined() -> set[str]:
    return {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_\w+)", file.read_text(), re.MULTILINE)
    }


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", TEXT))

    assert len(named) > 60
    assert sorted(named - defined()) == []


def test_every_answer_is_held_by_a_test() -> None:
    about = TEXT.partition("\n## Doors\n")[2]
    rows = [row for row in ROW.findall(about) if "held by" not in row]

    assert len(rows) > 40
    assert [row for row in rows if "`test_" not in row.split("|")[-1]] == []
