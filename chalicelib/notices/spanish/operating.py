"""Letters to who runs charge points."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHERE = "{station_name}, {charge_point_name}"
MINE = "Ver tus redes"

LETTERS: Mapping[str, Letter] = {
    "alarm_raised": Letter(
        subject="Comprueba {charge_point_name} en {station_name}",
        paragraphs=(WHERE, "{reason}", "{detail}", "Desde: {since_at}."),
        link_text=MINE,
        sms=("{station_name} {charge_point_name}:", "{reason}", "Desde: {since_at}."),
    ),
    "alarm_cleared": Letter(
        subject="Todo bien de nuevo: {charge_point_name} en {station_name}",
        paragraphs=(WHERE, "Ha terminado: {reason}", "Desde: {since_at}.", "Fin: {over_at}."),
        link_text=MINE,
        sms=("{station_name} {charge_point_name}: todo bien de nuevo.", "Fin: {over_at}."),
    ),
}

REASONS: Mapping[str, str] = {
    "alarm_boot_refused": "El punto de carga ha arrancado y se le ha rechazado, como está configurado.",
    "alarm_certificate_expires": "Un certificado del punto de carga caduca pronto.",
    "alarm_energy_without_session": "Se ha consumido energía sin permiso.",
    "alarm_faulted": "El punto de carga indica una avería.",
    "alarm_firmware_failed": "Una actualización del firmware ha fallado.",
    "alarm_monitor": "El punto de carga avisa de un valor que vigila.",
    "alarm_offline": "El punto de carga está sin conexión.",
    "alarm_password_throttled": "Alguien prueba una y otra vez contraseñas falsas en su nombre.",
    "alarm_security_event": "El punto de carga indica un suceso de seguridad.",
    "fault_blocked_by_car": "Alguien avisa: un coche impide el paso.",
    "fault_cable_stuck": "Alguien avisa: el cable está atascado.",
    "fault_damaged": "Alguien avisa: está dañado.",
    "fault_no_power": "Alguien avisa: no da corriente.",
    "fault_other": "Alguien avisa de que algo va mal.",
    "fault_wrong_state": "Alguien avisa: su estado no es el que se muestra.",
}
