"""Stacks of their own, started and stopped here."""

import os
import signal

import pytest

from infra.local.api_client import ApiClient
from infra.local.part import PartFailed, is_free
from infra.local.stack import Stack
from infra.tables import TablesChanged

PASSWORD = "correct horse battery"


def test_what_was_done_is_still_there_after_a_clean_stop(tmp_path):
    with Stack(tmp_path) as stack, ApiClient(stack.url) as client:
        before = client.sign_up("ann@people.example", PASSWORD, "Ann").account

    with Stack(tmp_path) as stack, ApiClient(stack.url) as client:
        after = client.log_in("ann@people.example", PASSWORD).account

    assert after == before


def test_a_part_that_ends_by_itself_is_named_with_the_end_of_its_log(tmp_path):
    with Stack(tmp_path) as stack:
        door = next(part for part in stack.parts if part.name == "HTTP door")
        os.kill(door.pid, signal.SIGKILL)

        with pytest.raises(PartFailed, match=r"HTTP door ended .*http\.log"):
            stack.watch()


def test_a_stack_that_cannot_start_leaves_nothing_running(tmp_path, monkeypatch):
    def refuse(*_):
        raise PartFailed("no tables today")

    monkeypatch.setattr("infra.local.stack.furnish", refuse)
    stack = Stack(tmp_path)

    with pytest.raises(PartFailed, match="no tables today"):
        stack.start()

    assert stack.parts == []
    assert is_free(stack.aws_port)


def test_what_an_older_version_has_kept_is_said_and_what_to_do(tmp_path, monkeypatch):
    def refuse(*_):
        raise TablesChanged("plugnexus-local-bookings")

    monkeypatch.setattr("infra.tables.create", refuse)
    stack = Stack(tmp_path)

    with pytest.raises(PartFailed, match=r"older version.*plugnexus-local-bookings.*\./scripts/dev --fresh"):
        stack.start()

    assert stack.parts == []


def test_a_port_of_another_program_is_named(tmp_path):
    with Stack(tmp_path) as other, pytest.raises(PartFailed, match=f"Port {other.http_port} is taken"):
        Stack(tmp_path / "second", http_port=other.http_port).start()
