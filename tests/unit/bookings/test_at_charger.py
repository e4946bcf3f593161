"""Why nobody charges under a booking, as far as the charger tells."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.bookings.at_charger import Absence, AtCharger, Visit, absence
from chalicelib.bookings.booking import KeptTerms
from tests.unit.bookings.clock_desk import NETWORKED, START, after_start
from tests.unit.bookings.scenes import CHARGER, booked

BOOKING = booked(1, 2, terms=KeptTerms(noshow_timeout=timedelta(minutes=15)))
FREE = AtCharger(NETWORKED, "Available", online=True)
PLAIN = AtCharger(CHARGER)
OWN, OTHERS = Visit("s1", "ann", after_start(-60)), Visit("s2", "bob", after_start(-60))
LATER = Visit("s3", "bob", after_start(60))
ON_TIME, LONG_AFTER = after_start(15), after_start(300)
BROKEN = replace(CHARGER, in_service=False)


def told(status, since=None, visit=None, online=True):
    return AtCharger(NETWORKED, status, online, visit, since)


@pytest.mark.parametrize(
    ("there", "now", "expected"),
    [
        pytest.param(FREE, ON_TIME, Absence.NOBODY_CAME, id="free"),
        pytest.param(FREE, LONG_AFTER, Absence.NOBODY_CAME, id="free, long after"),
        pytest.param(told("Reserved"), ON_TIME, Absence.NOBODY_CAME, id="kept for its driver"),
        pytest.param(told(None), ON_TIME, Absence.NOBODY_CAME, id="it never told"),
        pytest.param(told("Preparing"), ON_TIME, Absence.PLUGGED_IN, id="a car is there"),
        pytest.param(told("Finishing"), ON_TIME, Absence.PLUGGED_IN, id="a car is still there"),
        pytest.param(told("Preparing"), after_start(25), Absence.PLUGGED_IN, id="ten minutes late"),
        pytest.param(told("Preparing"), after_start(26), Absence.NOBODY_CAME, id="later it tells nothing"),
        pytest.param(told("Preparing", START), LONG_AFTER, Absence.PLUGGED_IN, id="unless it has lasted"),
        pytest.param(told("Occupied"), ON_TIME, Absence.PLUGGED_IN, id="a car is there, by OCPP 2"),
        pytest.param(told("Occupied", visit=OTHERS), ON_TIME, Absence.IN_USE, id="and charges"),
        pytest.param(told("Occupied", visit=OWN), ON_TIME, Absence.CHARGES_ALREADY, id="and is the driver's"),
        pytest.param(told("Charging"), ON_TIME, Absence.IN_USE, id="in use, by nobody we know"),
        pytest.param(told("SuspendedEV", visit=OTHERS), ON_TIME, Absence.IN_USE, id="in use by another"),
        pytest.param(told("Charging", visit=OTHERS), LONG_AFTER, Absence.IN_USE, id="in use ever since"),
        pytest.param(told("Charging", visit=LATER), LONG_AFTER, Absence.NOBODY_CAME, id="in use since later"),
        pytest.param(told("Available", visit=OTHERS), ON_TIME, Absence.NOBODY_CAME, id="a forgotten session"),
        pytest.param(told("Charging", visit=OWN), ON_TIME, Absence.CHARGES_ALREADY, id="its driver charges"),
        pytest.param(told("Faulted"), ON_TIME, Absence.OUT_OF_SERVICE, id="broken"),
        pytest.param(told("Unavailable"), ON_TIME, Absence.OUT_OF_SERVICE, id="switched off there"),
        pytest.param(told("Faulted"), LONG_AFTER, Absence.NOBODY_CAME, id="broken by now"),
        pytest.param(told("Faulted", START), LONG_AFTER, Absence.OUT_OF_SERVICE, id="broken ever since"),
        pytest.param(told("Charging", online=False), ON_TIME, Absence.OFFLINE, id="offline"),
        pytest.param(told("Available", online=False), LONG_AFTER, Absence.OFFLINE, id="offline, long after"),
        pytest.param(AtCharger(None), ON_TIME, Absence.OUT_OF_SERVICE, id="removed"),
        pytest.param(AtCharger(None), LONG_AFTER, Absence.OUT_OF_SERVICE, id="removed, long after"),
        pytest.param(AtCharger(BROKEN), ON_TIME, Absence.OUT_OF_SERVICE, id="out of service"),
        pytest.param(PLAIN, ON_TIME, Absence.NOBODY_CAME, id="plain"),
        pytest.param(replace(PLAIN, visit=OTHERS), ON_TIME, Absence.IN_USE, id="plain, in use"),
        pytest.param(replace(PLAIN, visit=OWN), ON_TIME, Absence.CHARGES_ALREADY, id="plain, its driver's"),
    ],
)
def test_absence(there, now, expected):
    assert absence(BOOKING, there, now) is expected
