"""Letters about the life of a booking."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHAT = "{station_name}, {charger_name}: {period}"
SHORT = "{station_name} {charger_name}, {period}."
MINE = "See your bookings"

LETTERS: Mapping[str, Letter] = {
    "booking_soon": Letter(
        subject="Your booking at {station_name} begins soon",
        paragraphs=(WHAT, "If your plans have changed, please cancel, so that somebody else can charge."),
        link_text=MINE,
        sms=("Your booking begins soon:", SHORT),
    ),
    "booking_asked": Letter(
        subject="{driver_name} asks for a booking at {station_name}",
        paragraphs=(
            "{driver_name} would like to book:",
            WHAT,
            "Please approve or reject it. Without an answer it lapses: {approve_until_at}.",
        ),
        link_text="See your networks",
        sms=("{driver_name} asks for a booking:", SHORT, "Please answer."),
    ),
    "booking_approved": Letter(
        subject="Approved: your booking at {station_name}",
        paragraphs=("Your booking has been approved:", WHAT),
        link_text=MINE,
        sms=("Your booking is approved:", SHORT),
    ),
    "booking_rejected": Letter(
        subject="Not approved: your booking at {station_name}",
        paragraphs=("Sorry, your booking has not been approved:", WHAT, "The reason given: {reason}"),
        link_text=MINE,
        sms=("Your booking was not approved:", SHORT),
    ),
    "booking_lapsed": Letter(
        subject="No answer: your booking at {station_name} has lapsed",
        paragraphs=(
            "Sorry, nobody approved your booking in time, so it has lapsed:",
            WHAT,
            "You are welcome to try another time.",
        ),
        link_text=MINE,
        sms=("Not approved in time, your booking has lapsed:", SHORT),
    ),
    "booking_canceled": Letter(
        subject="Cancelled: your booking at {station_name}",
        paragraphs=("Sorry, your booking has been cancelled:", WHAT, "The reason given: {reason}"),
        link_text=MINE,
        sms=("Your booking was cancelled:", SHORT),
    ),
    "booking_moved": Letter(
        subject="Moved: your booking at {station_name}",
        paragraphs=("A manager has moved your booking. It is now:", WHAT),
        link_text=MINE,
        sms=("Your booking was moved. It is now:", SHORT),
    ),
    "booking_failed": Letter(
        subject="Out of order: your charger at {station_name}",
        paragraphs=("Sorry, the charger you booked has broken down:", WHAT, "You need not cancel anything."),
        link_text=MINE,
        sms=("Sorry, your charger has broken down:", SHORT),
    ),
    "booking_failed_nearest": Letter(
        subject="Out of order: your charger at {station_name}",
        paragraphs=(
            "Sorry, the charger you booked has broken down:",
            WHAT,
            "You need not cancel anything. The nearest free charger: {nearest_name}",
        ),
        link_text="See the nearest free charger",
        sms=("Sorry, {station_name} {charger_name} has broken down.", "Nearest free: {nearest_name}."),
    ),
    "no_show": Letter(
        subject="Released: your booking at {station_name}",
        paragraphs=(
            "Nobody plugged in, so your booking has been released for others:",
            WHAT,
            "A fee of {fee} was recorded.",
            "Times this can still happen before booking is suspended for you: {strikes_left}",
        ),
        link_text=MINE,
        sms=("Nobody plugged in, your booking was released:", SHORT),
    ),
}
