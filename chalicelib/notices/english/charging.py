"""Letters about charging."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHERE = "{station_name}, {charger_name}"
CHARGING = "See your charging"

LETTERS: Mapping[str, Letter] = {
    "ends_soon_stop": Letter(
        subject="Your time at {station_name} ends soon",
        paragraphs=(
            WHERE,
            "Your time ends: {end_at}. Charging stops then.",
            "Please move your car in time, or extend your booking if the charger is free.",
        ),
        link_text=CHARGING,
        sms=("{station_name} {charger_name}: your time ends {end_at}, charging stops then.",),
    ),
    "ends_soon_keep": Letter(
        subject="Your time at {station_name} ends soon",
        paragraphs=(
            WHERE,
            "Your time ends: {end_at}.",
            "Each minute after that costs {fee_per_minute}.",
            "Please move your car in time, or extend your booking if the charger is free.",
        ),
        link_text=CHARGING,
        sms=("{station_name} {charger_name}: your time ends {end_at}.", "Then {fee_per_minute} a minute."),
    ),
    "charging_stopped": Letter(
        subject="Charging at {station_name} has stopped",
        paragraphs=(
            WHERE,
            "Your time is over, so charging has stopped.",
            "Please move your car, so that the next one can charge.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name} {charger_name}: your time is over, charging has stopped.",
            "Please move your car.",
        ),
    ),
    "overstay": Letter(
        subject="Your time at {station_name} is over",
        paragraphs=(
            WHERE,
            "Your time has been over since {since_at}, and your car is still there.",
            "Each minute costs {fee_per_minute}.",
            "Please move it, so that others can charge.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name} {charger_name}: your time is over, please move your car.",
            "It costs {fee_per_minute} a minute.",
        ),
    ),
    "charging_complete": Letter(
        subject="Charged: {energy_kwh} at {station_name}",
        paragraphs=("Your charging session is complete:", WHERE, "{period}", "{energy_kwh}", "{cost}"),
        link_text=CHARGING,
        sms=("{station_name} {charger_name}: charging complete, {energy_kwh}.", "Cost: {cost}."),
    ),
    "refused_at_plug": Letter(
        subject="You cannot charge at {station_name} now",
        paragraphs=(WHERE, "{reason}", "You can try again from: {passes_at}"),
        link_text="See your bookings",
        sms=("{station_name} {charger_name}: no charging now.", "{reason}", "Try again: {passes_at}."),
    ),
}

REASONS: Mapping[str, str] = {
    "closed": "The station is closed.",
    "cooldown": "You charged here a short while ago; there is a pause before the next time.",
    "in_use": "Somebody is charging there.",
    "not_a_member": "Only members of the network can charge there.",
    "not_your_turn": "It is somebody else's turn.",
    "offline": "The charger cannot be reached.",
    "out_of_service": "The charger is out of service.",
    "prime_time_class": "It is prime time, which is for other members now.",
    "prime_time_too_long": "That would be too long in prime time.",
    "quota_exceeded": "Your share is used up for now.",
    "suspended": "Booking and charging are suspended for you.",
    "token_blocked": "Your card or key fob is blocked.",
    "token_expired": "Your card or key fob is no longer valid.",
    "token_unknown": "The card or key fob is not known.",
    "walk_up_not_allowed": "Charging there needs a booking.",
}
