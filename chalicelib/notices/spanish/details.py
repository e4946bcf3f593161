"""What stands beside an alarm: its own figures, and why an update failed."""

from collections.abc import Mapping

from chalicelib.notices.plurals import Saying

DETAILS: Mapping[str, Saying] = {
    "another_version": (
        "El cargador dijo que la había instalado, pero arrancó con la versión {told}, no {version}."
    ),
    "cannot_fetch": (
        "El cargador no pudo descargar la imagen. Uno que solo conoce FTP se actualiza con la "
        "herramienta de su fabricante."
    ),
    "cannot_install": "El cargador descargó la imagen, pero no pudo instalarla.",
    "cannot_update": "El cargador no conoce esa petición: no se puede actualizar por OCPP.",
    "certificate_ends": "Su certificado termina el {day}. Se le ha pedido que lo renueve.",
    "certificate_revoked": "El certificado de firma ha sido revocado.",
    "energy": "Conector {connector}: {kwh}",
    "fault": "Conector {connector}: {told}",
    "found_wrong": "El cargador instaló la imagen, pero al comprobarla vio que no era correcta.",
    "never_heard": "No se supo nada de la actualización en una semana.",
    "never_there": "El cargador no estuvo conectado mientras la petición lo esperaba.",
    "not_connected": "El cargador no está conectado. Vuelve a pedirlo cuando lo esté.",
    "not_in_this_form": (
        "El cargador no conoce esa petición en esta forma: solo acepta imágenes firmadas, o solo "
        "imágenes sin firma."
    ),
    "refused": "El cargador lo ha rechazado ({word}).",
    "refused_without_reason": "El cargador lo ha rechazado sin dar un motivo.",
    "signature_wrong": "El cargador vio que la firma no corresponde a la imagen.",
    "silent": (
        "El cargador no respondió si lo hará. Si aun así habla de la actualización, eso es lo que cuenta."
    ),
    "superseded": "Se pidió otra actualización antes de que terminara esta.",
    "untrusted": (
        "El cargador no confía en el certificado de firma: instala el certificado raíz de su fabricante."
    ),
    "update": "{version}: {why}",
    "wrong_passwords": {
        "one": "{count} vez en 10 minutos alguien no pudo iniciar sesión como este cargador.",
        "other": "{count} veces en 10 minutos alguien no pudo iniciar sesión como este cargador.",
    },
}
