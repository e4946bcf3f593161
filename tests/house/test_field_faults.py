"""What is wrong with a field is told in the reader's language: each kind of a policy's faults has a text."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web" / "src"


def kinds() -> set[str]:
    calls = ast.walk(ast.parse((ROOT / "chalicelib/policies/faults.py").read_text()))
    faults = [call for call in calls if isinstance(call, ast.Call) and ast.unparse(call.func) == "Fault"]
    return {told.value for fault in faults for told in fault.args[2:3] if isinstance(told, ast.Constant)}


def test_the_client_has_a_text_for_every_kind():
    client = (WEB / "lib/problem-words.ts").read_text() + (WEB / "words/en/common.ts").read_text()

    assert "above_longest" in kinds()
    assert {kind for kind in kinds() if not re.search(rf"^\s+{kind}: ", client, re.MULTILINE)} == set()
