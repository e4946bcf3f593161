"""Letters about the life of a booking."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHAT = "{station_name}, {charger_name}: {period}"
SHORT = "{station_name} {charger_name}, {period}."
MINE = "Ver tus reservas"

LETTERS: Mapping[str, Letter] = {
    "booking_soon": Letter(
        subject="Tu reserva en {station_name} empieza pronto",
        paragraphs=(
            WHAT,
            "Si tus planes han cambiado, cancélala, para que otra persona pueda cargar.",
        ),
        link_text=MINE,
        sms=("Tu reserva empieza pronto:", SHORT),
    ),
    "booking_asked": Letter(
        subject="{driver_name} pide una reserva en {station_name}",
        paragraphs=(
            "{driver_name} quiere reservar:",
            WHAT,
            "Apruébala o recházala. Si nadie responde, caduca: {approve_until_at}.",
        ),
        link_text="Ver tus redes",
        sms=("{driver_name} pide una reserva:", SHORT, "Responde, por favor."),
    ),
    "booking_approved": Letter(
        subject="Aprobada: tu reserva en {station_name}",
        paragraphs=("Tu reserva se ha aprobado:", WHAT),
        link_text=MINE,
        sms=("Tu reserva se ha aprobado:", SHORT),
    ),
    "booking_rejected": Letter(
        subject="No aprobada: tu reserva en {station_name}",
        paragraphs=("Lo sentimos, tu reserva no se ha aprobado:", WHAT, "Motivo indicado: {reason}"),
        link_text=MINE,
        sms=("Tu reserva no se ha aprobado:", SHORT),
    ),
    "booking_lapsed": Letter(
        subject="Sin respuesta: tu reserva en {station_name} ha caducado",
        paragraphs=(
            "Lo sentimos, nadie ha aprobado tu reserva a tiempo y ha caducado:",
            WHAT,
            "Puedes intentarlo a otra hora.",
        ),
        link_text=MINE,
        sms=("No aprobada a tiempo, tu reserva ha caducado:", SHORT),
    ),
    "booking_canceled": Letter(
        subject="Cancelada: tu reserva en {station_name}",
        paragraphs=("Lo sentimos, tu reserva se ha cancelado:", WHAT, "Motivo indicado: {reason}"),
        link_text=MINE,
        sms=("Tu reserva se ha cancelado:", SHORT),
    ),
    "booking_moved": Letter(
        subject="Movida: tu reserva en {station_name}",
        paragraphs=("Un responsable ha movido tu reserva. Ahora es:", WHAT),
        link_text=MINE,
        sms=("Tu reserva se ha movido. Ahora es:", SHORT),
    ),
    "booking_failed": Letter(
        subject="Averiado: tu cargador en {station_name}",
        paragraphs=(
            "Lo sentimos, el cargador de tu reserva se ha averiado:",
            WHAT,
            "No tienes que cancelar nada.",
        ),
        link_text=MINE,
        sms=("Lo sentimos, tu cargador se ha averiado:", SHORT),
    ),
    "booking_failed_nearest": Letter(
        subject="Averiado: tu cargador en {station_name}",
        paragraphs=(
            "Lo sentimos, el cargador de tu reserva se ha averiado:",
            WHAT,
            "No tienes que cancelar nada. El cargador libre más cercano: {nearest_name}",
        ),
        link_text="Ver el cargador libre más cercano",
        sms=("{station_name} {charger_name} se ha averiado.", "El libre más cercano: {nearest_name}."),
    ),
    "no_show": Letter(
        subject="Libre para otros: tu reserva en {station_name}",
        paragraphs=(
            "Nadie enchufó un coche, así que tu reserva ha quedado libre para otros:",
            WHAT,
            "Se ha anotado una penalización de {fee}.",
            "Veces que esto aún puede pasar antes de una suspensión: {strikes_left}",
        ),
        link_text=MINE,
        sms=("Nadie enchufó un coche, tu reserva ha quedado libre para otros:", SHORT),
    ),
}
