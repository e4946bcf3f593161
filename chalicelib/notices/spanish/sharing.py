"""Letters about sharing fairly: the waitlist, strikes and fees."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

NETWORKS = "Ver tus redes"
BOOKINGS = "Ver tus reservas"

LETTERS: Mapping[str, Letter] = {
    "waitlist_offer": Letter(
        subject="Es tu turno: hay un cargador apartado para ti en {station_name}",
        paragraphs=(
            "Ha quedado libre un cargador y está apartado para ti:",
            "{station_name}, {charger_name}: {period}",
            "Acéptalo o déjalo pasar. Apartado hasta: {hold_until_at}.",
        ),
        link_text="Responder a la oferta",
        sms=("¡Es tu turno! {station_name} {charger_name}, {period}.", "Apartado hasta {hold_until_at}."),
    ),
    "waitlist_snoozed": Letter(
        subject="Tu espera está en pausa",
        paragraphs=(
            "No has respondido a una oferta: tu espera está en pausa y las siguientes van antes a otros.",
            "Estación: {station_name}",
            "Puedes terminar la pausa cuando quieras.",
        ),
        link_text=BOOKINGS,
        sms=("No has respondido a una oferta: tu espera está en pausa.", "Estación: {station_name}."),
    ),
    "waitlist_out": Letter(
        subject="Ya no estás en la lista de espera",
        paragraphs=(
            "No has respondido a varias ofertas y ya no estás en la lista de espera.",
            "Estación: {station_name}",
            "Si aún quieres cargar, puedes volver a apuntarte.",
        ),
        link_text=BOOKINGS,
        sms=("Varias ofertas sin respuesta: ya no estás en la lista de espera.", "{station_name}"),
    ),
    "suspended": Letter(
        subject="No puedes reservar durante un tiempo",
        paragraphs=(
            (
                "Demasiadas reservas quedaron sin usar o duraron de más, "
                "así que no puedes reservar durante un tiempo."
            ),
            "Red: {network_name}",
            "Fin de la suspensión: {until_at}. Si crees que es un error, habla con quien lleva la red.",
        ),
        link_text=NETWORKS,
        sms=("No puedes reservar hasta {until_at}.", "Red: {network_name}."),
    ),
    "pardoned": Letter(
        subject="Puedes volver a reservar",
        paragraphs=("Se ha levantado tu suspensión: puedes volver a reservar.", "Red: {network_name}"),
        link_text=NETWORKS,
        sms=("Se ha levantado tu suspensión: puedes volver a reservar.", "Red: {network_name}."),
    ),
    "fee_recorded": Letter(
        subject="Se ha anotado una penalización de {amount}",
        paragraphs=("Se te ha anotado una penalización de {amount}.", "Motivo: {reason}", "{station_name}"),
        link_text="Ver tus cargas",
        sms=("Se ha anotado una penalización de {amount}.", "{reason}"),
    ),
}

REASONS: Mapping[str, str] = {
    "charger_removed": "El cargador se ha eliminado.",
    "late_cancel": "La reserva se canceló tarde.",
    "no_show": "Nadie enchufó un coche durante la reserva.",
    "overstay": "El coche se quedó más allá de su tiempo.",
}
