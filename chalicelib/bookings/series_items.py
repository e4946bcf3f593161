"""How series lie in DynamoDB (table `bookings`)."""

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.bookings.items import ISO, BookingsItem
from chalicelib.bookings.recurrence import parsed, written
from chalicelib.bookings.series import Series
from chalicelib.indexes import Gsi2
from chalicelib.kernel.period import Period

SAME = (
    "series_id",
    "charger_id",
    "station_id",
    "network_id",
    "station_name",
    "charger_name",
    "time_zone",
    "driver_id",
    "ends_at",
    "created_at",
    "car_id",
    "all_or_none",
)
"""Attributes that are stored as they are."""


class SeriesItem(BookingsItem, discriminator="series"):
    """One series. The ids of its bookings follow from its own.

    pk  SERIES#<series_id>    gsi2pk  SERIES#<driver_id>
    sk  SERIES                gsi2sk  <ends_at>#<series_id>
    """

    gsi2pk = UnicodeAttribute()
    gsi2sk = UnicodeAttribute()
    of_driver = Gsi2()
    series_id = UnicodeAttribute()
    charger_id = UnicodeAttribute()
    station_id = UnicodeAttribute()
    network_id = UnicodeAttribute()
    station_name = UnicodeAttribute()
    charger_name = UnicodeAttribute()
    time_zone = UnicodeAttribute()
    driver_id = UnicodeAttribute()
    start = UTCDateTimeAttribute()
    end = UTCDateTimeAttribute()
    rule = UnicodeAttribute()
    times = NumberAttribute()
    ends_at = UTCDateTimeAttribute()
    created_at = UTCDateTimeAttribute()
    car_id = UnicodeAttribute(null=True)
    all_or_none = BooleanAttribute()

    @classmethod
    def keyed(cls, series_id: str) -> "SeriesItem":
        """An item of this key."""
        return cls(f"SERIES#{series_id}", "SERIES")

    @classmethod
    def of(cls, series: Series) -> "SeriesItem":
        """The series as it is stored."""
        item = cls.keyed(series.series_id)
        item.gsi2pk = f"SERIES#{series.driver_id}"
        item.gsi2sk = f"{series.ends_at:{ISO}}#{series.series_id}"
        for name in SAME:
            setattr(item, name, getattr(series, name))
        item.start, item.end = series.first.start, series.first.end
        item.rule, item.times = written(series.rule), series.times
        return item

    def series(self) -> Series:
        """The series that is stored here."""
        return Series(
            **{name: getattr(self, name) for name in SAME},
            first=Period(self.start, self.end),
            rule=parsed(self.rule),
            times=int(self.times),
        )
