"""What a calendar says of a booking, in each language that notices are written in."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from chalicelib.bookings.booking import Kind, State
from chalicelib.notices.script import Script, subtags


@dataclass(frozen=True)
class Words:
    """The words of one language. `{name}` in them stands for what is told; no other kinds are shown."""

    script: Script
    kinds: Mapping[Kind, str]
    states: Mapping[State, str]
    driver: str
    at_place: str = "{about}: {station}, {charger}"
    by_driver: str = "{driver}: {charger}"
    charging_at: str = "{about}: {station}, {charger}."

    def line(self, words: str, **told: str) -> str:
        """One line with what is told in it, in its own direction whatever that has."""
        return self.script.line(words.format_map(self.script.isolated(told)))


ENGLISH = Words(
    script=Script("en"),
    kinds={
        Kind.BOOKING: "Charging",
        Kind.WALK_UP: "Charging, not booked",
        Kind.BLOCK: "Blocked",
        Kind.OFFER: "Offered to somebody waiting",
    },
    states={
        State.PENDING: "Waits for a manager.",
        State.RESERVED: "Booked.",
        State.REJECTED: "Not approved.",
        State.FAILED: "The charger failed.",
        State.FULFILLED: "Used.",
        State.CANCELED: "Cancelled.",
        State.NO_SHOW: "Nobody came.",
    },
    charging_at="{about} at {station}, {charger}.",
    driver="Driver: {driver}.",
)
GERMAN = Words(
    script=Script("de"),
    kinds={
        Kind.BOOKING: "Laden",
        Kind.WALK_UP: "Laden ohne Buchung",
        Kind.BLOCK: "Gesperrt",
        Kind.OFFER: "Freigehalten für Wartende",
    },
    states={
        State.PENDING: "Wartet auf Genehmigung.",
        State.RESERVED: "Gebucht.",
        State.REJECTED: "Nicht genehmigt.",
        State.FAILED: "Der Ladepunkt ist defekt.",
        State.FULFILLED: "Geladen.",
        State.CANCELED: "Storniert.",
        State.NO_SHOW: "Niemand kam.",
    },
    driver="Wer lädt: {driver}.",
)
FRENCH = Words(
    script=Script("fr"),
    kinds={
        Kind.BOOKING: "Recharge",
        Kind.WALK_UP: "Recharge sans réservation",
        Kind.BLOCK: "Bloqué",
        Kind.OFFER: "Gardé pour une personne qui attend",
    },
    states={
        State.PENDING: "En attente d'approbation.",
        State.RESERVED: "Réservation confirmée.",
        State.REJECTED: "Réservation non approuvée.",
        State.FAILED: "La borne est en panne.",
        State.FULFILLED: "Réservation utilisée.",
        State.CANCELED: "Réservation annulée.",
        State.NO_SHOW: "Personne n'est venu.",
    },
    at_place="{about} : {station}, {charger}",
    by_driver="{driver} : {charger}",
    charging_at="{about} : {station}, {charger}.",
    driver="Conducteur : {driver}.",
)
SPANISH = Words(
    script=Script("es"),
    kinds={
        Kind.BOOKING: "Carga",
        Kind.WALK_UP: "Carga sin reserva",
        Kind.BLOCK: "Bloqueado",
        Kind.OFFER: "Apartado para quien espera",
    },
    states={
        State.PENDING: "Pendiente de aprobación.",
        State.RESERVED: "Reservada.",
        State.REJECTED: "No aprobada.",
        State.FAILED: "El cargador se ha averiado.",
        State.FULFILLED: "Usada.",
        State.CANCELED: "Cancelada.",
        State.NO_SHOW: "No vino nadie.",
    },
    charging_at="{about} en {station}, {charger}.",
    driver="Conductor: {driver}.",
)
ARABIC = Words(
    script=Script("ar", is_rtl=True),
    kinds={
        Kind.BOOKING: "الشحن",
        Kind.WALK_UP: "الشحن بدون حجز",
        Kind.BLOCK: "محجوب",
        Kind.OFFER: "محفوظ لمن ينتظر",
    },
    states={
        State.PENDING: "ينتظر الموافقة.",
        State.RESERVED: "محجوز.",
        State.REJECTED: "لم تتم الموافقة.",
        State.FAILED: "تعطل الشاحن.",
        State.FULFILLED: "تم الشحن.",
        State.CANCELED: "ملغى.",
        State.NO_SHOW: "لم يأت أحد.",
    },
    at_place="{about}: {station}، {charger}",
    charging_at="{about} في {station}، {charger}.",
    driver="السائق: {driver}.",
)
WORDS: Mapping[str, Words] = MappingProxyType(
    {words.script.tag: words for words in (ENGLISH, GERMAN, FRENCH, SPANISH, ARABIC)}
)
"""By language."""


def words_of(locale: str) -> Words:
    """Those of a BCP 47 tag, as far as we speak its language; English otherwise."""
    return WORDS.get(subtags(locale)[0], ENGLISH)
