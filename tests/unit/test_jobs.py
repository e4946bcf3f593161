"""The work of every minute."""

from types import SimpleNamespace

import pytest

from chalicelib import jobs
from tests.unit.bookings.scenes import NOON


def test_a_part_that_fails_keeps_no_other_back(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    def fails(*_: object) -> None:
        done.append("tried")
        raise RuntimeError("broken")

    made = SimpleNamespace(
        booking_clock=SimpleNamespace(tick=fails),
        waitlist=SimpleNamespace(tick=fails),
        offline_watch=SimpleNamespace(tick=fails),
        post=SimpleNamespace(deliver=lambda now, _: done.append(now)),
    )
    monkeypatch.setattr(jobs, "services", lambda: made)

    jobs.every_minute(NOON)

    assert done == ["tried", "tried", "tried", NOON]


def test_all_parts_run_on_the_real_services(aws: None, monkeypatch: pytest.MonkeyPatch) -> None:
    failures = []
    monkeypatch.setattr(jobs.logger, "exception", lambda *_, **about: failures.append(about))

    jobs.every_minute(NOON)

    assert failures == []


def test_the_schedule_is_one_minute() -> None:
    from app import app  # noqa: PLC0415 - it makes all routes

    (job,) = [source for source in app.event_sources if source.name == "every_minute"]

    assert job.schedule_expression.to_string() == "rate(1 minute)"
