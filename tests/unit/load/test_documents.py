"""The tables in docs/ are what their commands print: roughly, for times are measured anew now and then."""

import re
from pathlib import Path

import pytest

from tests.load import cost, storm
from tests.load.documents import DOCUMENTS, made, told_by

TABLES = [
    (document, name, arguments, table) for document in DOCUMENTS for name, arguments, table in made(document)
]
WITHIN = 0.15


def figures(table: str) -> list[float]:
    """All numbers of a table, in order."""
    return [float(found.replace(",", "")) for found in re.findall(r"(?<=\| )[\d,]+\.?\d*(?= \|)", table)]


def words(table: str) -> list[str]:
    """The first column."""
    return re.findall(r"^\| ([^|]*) \|", table, re.MULTILINE)


@pytest.mark.parametrize(
    ("document", "name", "arguments", "table"),
    TABLES,
    ids=[f"{document.name} {name} {' '.join(arguments)}" for document, name, arguments, _ in TABLES],
)
def test_a_table_is_what_its_command_prints(
    document: Path, name: str, arguments: list[str], table: str
) -> None:
    now = told_by({"cost": cost.main, "storm": storm.main}, name, arguments)

    anew = f"./scripts/bench cost --document writes {document.name} anew"
    assert sorted(words(table)) == sorted(words(now)), anew
    assert figures(table) == pytest.approx(figures(now), rel=WITHIN, abs=0.001), anew


def test_there_are_tables() -> None:
    assert len(TABLES) == 10
