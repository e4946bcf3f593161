import pytest

from infra.simulator.configuration import changed, defaults, told


@pytest.mark.parametrize(
    ("key", "value", "status"),
    [
        pytest.param("MeterValueSampleInterval", "10", "Accepted", id="a number for a number"),
        pytest.param("MeterValueSampleInterval", "soon", "Rejected", id="no number for a number"),
        pytest.param("NumberOfConnectors", "3", "Rejected", id="read only"),
        pytest.param("AuthorizationKey", "a-new-password-of-20", "Accepted", id="the password"),
        pytest.param("FavouriteColour", "blue", "NotSupported", id="unknown"),
    ],
)
def test_change(key, value, status):
    values = defaults(2, "1234567890123456")
    before = values.get(key)

    assert changed(values, key, value) == status

    assert values.get(key) == (value if status == "Accepted" else before)


@pytest.mark.parametrize(
    ("reservations", "profiles"),
    [
        (True, "Core,FirmwareManagement,LocalAuthListManagement,RemoteTrigger,SmartCharging,Reservation"),
        (False, "Core,FirmwareManagement,LocalAuthListManagement,RemoteTrigger,SmartCharging"),
    ],
)
def test_it_tells_whether_it_reserves(reservations, profiles):
    values = defaults(1, "a-secret-of-16-ch", reservations=reservations)

    known, _ = told(values, ["SupportedFeatureProfiles"])

    assert known == [{"key": "SupportedFeatureProfiles", "readonly": True, "value": profiles}]


def test_the_password_is_never_told():
    values = defaults(1, "a-secret-of-16-ch")

    known, unknown = told(values, [])
    asked, missing = told(values, ["AuthorizationKey", "FavouriteColour"])

    assert "AuthorizationKey" not in {entry["key"] for entry in known}
    assert unknown == []
    assert asked == [{"key": "AuthorizationKey", "readonly": False}]
    assert missing == ["FavouriteColour"]
