import pytest

from infra.simulator.car import Car

WARM = Car(battery_kwh=50, charge=0.4, max_kw=11, seconds=600)


@pytest.mark.parametrize(
    ("car", "offered_kw", "power_kw"),
    [
        pytest.param(WARM, 22, 11, id="no more than the car takes"),
        pytest.param(WARM, 7.4, 7.4, id="no more than is offered"),
        pytest.param(Car(50, 0.4, 11), 11, 1.1, id="little at the beginning"),
        pytest.param(Car(50, 0.8, 11, 600), 11, 11, id="all of it up to 80 %"),
        pytest.param(Car(50, 0.9, 11, 600), 11, 5.5, id="half of it at 90 %"),
        pytest.param(Car(50, 1.0, 11, 600), 11, 0, id="nothing when full"),
    ],
)
def test_power(car, offered_kw, power_kw):
    assert car.power_kw(offered_kw) == pytest.approx(power_kw)


def test_an_hour_at_11_kw_puts_11_kwh_into_the_battery():
    car = WARM

    for _ in range(3600):
        car = car.after(1, 11)

    assert (car.charge - WARM.charge) * 50 == pytest.approx(11)


def test_a_car_becomes_full_and_stays_so():
    car = Car(battery_kwh=5, charge=0.9, max_kw=22)

    for _ in range(3600):
        car = car.after(5, 22)

    assert car.is_full
    assert car.charge == 1.0
