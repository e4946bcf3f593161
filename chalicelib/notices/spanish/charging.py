"""Letters about charging."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHERE = "{station_name}, {charger_name}"
CHARGING = "Ver tus cargas"

LETTERS: Mapping[str, Letter] = {
    "ends_soon_stop": Letter(
        subject="Tu tiempo en {station_name} termina pronto",
        paragraphs=(
            WHERE,
            "Tu tiempo termina: {end_at}. Entonces se detiene la carga.",
            "Retira tu coche a tiempo, o alarga la reserva si el cargador está libre.",
        ),
        link_text=CHARGING,
        sms=("{station_name} {charger_name}: tu tiempo termina {end_at}, entonces se detiene la carga.",),
    ),
    "ends_soon_keep": Letter(
        subject="Tu tiempo en {station_name} termina pronto",
        paragraphs=(
            WHERE,
            "Tu tiempo termina: {end_at}.",
            "Cada minuto de más cuesta {fee_per_minute}.",
            "Retira tu coche a tiempo, o alarga la reserva si el cargador está libre.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name} {charger_name}: tu tiempo termina {end_at}.",
            "Luego, {fee_per_minute} por minuto.",
        ),
    ),
    "charging_stopped": Letter(
        subject="La carga en {station_name} se ha detenido",
        paragraphs=(
            WHERE,
            "Tu tiempo ha terminado, así que la carga se ha detenido.",
            "Retira tu coche, para que el siguiente pueda cargar.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name} {charger_name}: tu tiempo ha terminado, la carga se ha detenido.",
            "Retira tu coche.",
        ),
    ),
    "overstay": Letter(
        subject="Tu tiempo en {station_name} ha terminado",
        paragraphs=(
            WHERE,
            "Tu tiempo ha terminado y tu coche sigue allí. Terminó: {since_at}.",
            "Cada minuto cuesta {fee_per_minute}.",
            "Retíralo, para que otros puedan cargar.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name} {charger_name}: tu tiempo ha terminado, retira tu coche.",
            "Cada minuto cuesta {fee_per_minute}.",
        ),
    ),
    "charging_complete": Letter(
        subject="Cargado: {energy_kwh} en {station_name}",
        paragraphs=("Tu carga ha terminado:", WHERE, "{period}", "{energy_kwh}", "{cost}"),
        link_text=CHARGING,
        sms=("{station_name} {charger_name}: carga terminada, {energy_kwh}.", "Coste: {cost}."),
    ),
    "refused_at_plug": Letter(
        subject="Ahora no puedes cargar en {station_name}",
        paragraphs=(WHERE, "{reason}", "Puedes volver a intentarlo desde: {passes_at}"),
        link_text="Ver tus reservas",
        sms=("{station_name} {charger_name}: ahora no se puede cargar.", "{reason}", "Desde: {passes_at}."),
    ),
}

REASONS: Mapping[str, str] = {
    "closed": "La estación está cerrada.",
    "cooldown": "Has cargado aquí hace poco; antes de la próxima vez hay una pausa.",
    "in_use": "Alguien está cargando ahí.",
    "not_a_member": "Ahí solo pueden cargar los miembros de la red.",
    "not_your_turn": "Es el turno de otra persona.",
    "offline": "El cargador no tiene conexión.",
    "out_of_service": "El cargador está fuera de servicio.",
    "prime_time_class": "Es hora punta, y ahora es para otros miembros.",
    "prime_time_too_long": "Sería demasiado tiempo en hora punta.",
    "quota_exceeded": "Has agotado tu cupo por ahora.",
    "suspended": "Tienes una suspensión: no puedes reservar ni cargar.",
    "token_blocked": "Tu tarjeta está bloqueada.",
    "token_expired": "Tu tarjeta ha caducado.",
    "token_unknown": "La tarjeta no se conoce.",
    "walk_up_not_allowed": "Ahí solo se puede cargar con reserva.",
}
