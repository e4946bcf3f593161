"""Every code that an answer can carry has its sentence, and every sentence its code."""

import ast
from pathlib import Path

from chalicelib.api.bulk.told import Fault
from chalicelib.api.codes import CODES

ROOT = Path(__file__).resolve().parents[2]
KINDS = {
    "Changed",
    "Forbidden",
    "Invalid",
    "NotFound",
    "NotLoggedIn",
    "Refused",
    "Stale",
    "TooMany",
    "Unfit",
    "Violation",
    "refused",
}
WITHOUT_A_KIND = {
    "internal_error",
    "unsupported_media_type",
    "bad_request",
    "length_required",
    "body_too_large",
    "method_not_allowed",
}
"""Written as they go out: by problem.py, and by the local door where API Gateway answers for itself."""


def raised() -> set[str]:
    return {fault.value for fault in Fault} | {
        call.args[0].value
        for file in (ROOT / "chalicelib").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in KINDS
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_code_has_a_sentence() -> None:
    assert raised() - CODES.keys() == set()


def test_every_sentence_has_a_code() -> None:
    assert CODES.keys() - raised() - WITHOUT_A_KIND == set()


def test_sentences_are_in_order_and_end() -> None:
    assert list(CODES) == sorted(CODES)
    assert [text for text in CODES.values() if not text.endswith(".")] == []
