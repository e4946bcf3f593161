"""Letters about sharing fairly: the waitlist, strikes and fees."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

NETWORKS = "See your networks"
BOOKINGS = "See your bookings"

LETTERS: Mapping[str, Letter] = {
    "waitlist_offer": Letter(
        subject="Your turn: {station_name} is held for you",
        paragraphs=(
            "A charger has become free and is held for you:",
            "{station_name}, {charger_name}: {period}",
            "Please accept or pass. It is held until {hold_until_at}.",
        ),
        link_text="Answer the offer",
        sms=("Your turn! {station_name} {charger_name}, {period}.", "Held until {hold_until_at}."),
    ),
    "waitlist_snoozed": Letter(
        subject="Your wait is snoozed",
        paragraphs=(
            "You did not answer an offer, so your wait is snoozed and others are asked first.",
            "Station: {station_name}",
            "You can wake it up at any time.",
        ),
        link_text=BOOKINGS,
        sms=("You did not answer an offer, your wait is snoozed.", "Station: {station_name}."),
    ),
    "waitlist_out": Letter(
        subject="You are no longer on the waitlist",
        paragraphs=(
            "You did not answer several offers, so you are no longer on the waitlist.",
            "Station: {station_name}",
            "If you still want to charge, you can join it again.",
        ),
        link_text=BOOKINGS,
        sms=("You are no longer on the waitlist: several offers had no answer.", "Station: {station_name}."),
    ),
    "suspended": Letter(
        subject="Booking is suspended for you",
        paragraphs=(
            "Bookings were missed or overstayed too often, so you cannot book for a while.",
            "Network: {network_name}",
            "It ends: {until_at}. If you think this is a mistake, please talk to the network's owner.",
        ),
        link_text=NETWORKS,
        sms=("Booking is suspended for you until {until_at}.", "Network: {network_name}."),
    ),
    "pardoned": Letter(
        subject="You can book again",
        paragraphs=("Your suspension has been lifted: you can book again.", "Network: {network_name}"),
        link_text=NETWORKS,
        sms=("Your suspension has been lifted: you can book again.", "Network: {network_name}."),
    ),
    "fee_recorded": Letter(
        subject="A fee of {amount} was recorded",
        paragraphs=("A fee of {amount} was recorded for you.", "The reason: {reason}", "{station_name}"),
        link_text="See your charging",
        sms=("A fee of {amount} was recorded.", "{reason}"),
    ),
}

REASONS: Mapping[str, str] = {
    "charger_removed": "The charger was removed.",
    "late_cancel": "The booking was cancelled late.",
    "no_show": "Nobody plugged in during the booking.",
    "overstay": "The car stayed beyond its time.",
}
