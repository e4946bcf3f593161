"""Files stay short enough to be read."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("chalicelib", "infra", "ocpp_ws", "scripts")


def python_files() -> list[Path]:
    return [ROOT / "app.py", *(file for name in PACKAGES for file in sorted((ROOT / name).rglob("*.py")))]


@pytest.mark.parametrize("file", python_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_is_at_most_300_lines(file):
    assert len(file.read_text().splitlines()) <= 300


def test_the_app_registers_and_nothing_else():
    assert len((ROOT / "app.py").read_text().splitlines()) < 60
