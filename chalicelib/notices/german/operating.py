"""Letters to who runs charge points."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHERE = "{station_name}, {charge_point_name}"
MINE = "Deine Netzwerke ansehen"

LETTERS: Mapping[str, Letter] = {
    "alarm_raised": Letter(
        subject="Bitte prüfen: {charge_point_name}, {station_name}",
        paragraphs=(WHERE, "{reason}", "{detail}", "Seit: {since_at}."),
        link_text=MINE,
        sms=("{station_name} {charge_point_name}:", "{reason}", "Seit: {since_at}."),
    ),
    "alarm_cleared": Letter(
        subject="Wieder in Ordnung: {charge_point_name}, {station_name}",
        paragraphs=(WHERE, "Das ist vorbei: {reason}", "Seit: {since_at}.", "Vorbei: {over_at}."),
        link_text=MINE,
        sms=("{station_name} {charge_point_name}: wieder in Ordnung.", "Vorbei: {over_at}."),
    ),
}

REASONS: Mapping[str, str] = {
    "alarm_boot_refused": "Die Ladestation ist gestartet und wurde abgewiesen, wie eingestellt.",
    "alarm_certificate_expires": "Ein Zertifikat der Ladestation läuft bald ab.",
    "alarm_energy_without_session": "Es floss Strom, den niemand beziehen durfte.",
    "alarm_faulted": "Die Ladestation meldet eine Störung.",
    "alarm_firmware_failed": "Ein Update der Firmware ist fehlgeschlagen.",
    "alarm_monitor": "Die Ladestation meldet einen überwachten Wert.",
    "alarm_offline": "Die Ladestation ist offline.",
    "alarm_password_throttled": "Jemand versucht es in ihrem Namen immer wieder mit falschem Passwort.",
    "alarm_security_event": "Die Ladestation meldet ein Sicherheitsereignis.",
    "fault_blocked_by_car": "Jemand meldet: Ein Auto steht im Weg.",
    "fault_cable_stuck": "Jemand meldet: Das Kabel steckt fest.",
    "fault_damaged": "Jemand meldet einen Schaden.",
    "fault_no_power": "Jemand meldet: Es kommt kein Strom.",
    "fault_other": "Jemand meldet, dass etwas nicht stimmt.",
    "fault_wrong_state": "Jemand meldet: Der angezeigte Zustand stimmt nicht.",
}
