"""Letters to who runs charge points."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHERE = "{station_name}, {charge_point_name}"
MINE = "See your networks"

LETTERS: Mapping[str, Letter] = {
    "alarm_raised": Letter(
        subject="Please check {charge_point_name} at {station_name}",
        paragraphs=(WHERE, "{reason}", "{detail}", "Since: {since_at}."),
        link_text=MINE,
        sms=("{station_name} {charge_point_name}:", "{reason}", "Since: {since_at}."),
    ),
    "alarm_cleared": Letter(
        subject="Well again: {charge_point_name} at {station_name}",
        paragraphs=(WHERE, "This is over: {reason}", "Since: {since_at}.", "Over: {over_at}."),
        link_text=MINE,
        sms=("{station_name} {charge_point_name}: well again.", "Over: {over_at}."),
    ),
}

REASONS: Mapping[str, str] = {
    "alarm_boot_refused": "The charge point has started and was refused, as it is set.",
    "alarm_certificate_expires": "A certificate of the charge point expires soon.",
    "alarm_energy_without_session": "Energy flowed that nobody had been allowed to take.",
    "alarm_faulted": "The charge point reports a fault.",
    "alarm_firmware_failed": "An update of the firmware failed.",
    "alarm_monitor": "The charge point reports a value that it watches.",
    "alarm_offline": "The charge point is offline.",
    "alarm_password_throttled": "Somebody keeps trying wrong passwords in its name.",
    "alarm_security_event": "The charge point reports a security event.",
    "fault_blocked_by_car": "A driver reports: a car stands in the way.",
    "fault_cable_stuck": "A driver reports: the cable is stuck.",
    "fault_damaged": "A driver reports: it is damaged.",
    "fault_no_power": "A driver reports: it gives no power.",
    "fault_other": "A driver reports that something is wrong.",
    "fault_wrong_state": "A driver reports: it is not as it is shown.",
}
