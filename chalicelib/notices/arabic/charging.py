"""Letters about charging."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHERE = "{station_name}، {charger_name}"
CHARGING = "عرض جلساتك"

LETTERS: Mapping[str, Letter] = {
    "ends_soon_stop": Letter(
        subject="وقتك في {station_name} ينتهي قريبًا",
        paragraphs=(
            WHERE,
            "ينتهي وقتك: {end_at}. عندها يتوقف الشحن.",
            "يُرجى نقل سيارتك في الوقت المحدد، أو تمديد الحجز إذا كان الشاحن متاحًا.",
        ),
        link_text=CHARGING,
        sms=("{station_name}، {charger_name}: ينتهي وقتك {end_at}، وعندها يتوقف الشحن.",),
    ),
    "ends_soon_keep": Letter(
        subject="وقتك في {station_name} ينتهي قريبًا",
        paragraphs=(
            WHERE,
            "ينتهي وقتك: {end_at}.",
            "كل دقيقة بعد ذلك تكلّف {fee_per_minute}.",
            "يُرجى نقل سيارتك في الوقت المحدد، أو تمديد الحجز إذا كان الشاحن متاحًا.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name}، {charger_name}: ينتهي وقتك {end_at}.",
            "بعدها {fee_per_minute} لكل دقيقة.",
        ),
    ),
    "charging_stopped": Letter(
        subject="توقف الشحن في {station_name}",
        paragraphs=(
            WHERE,
            "انتهى وقتك، فتوقف الشحن.",
            "يُرجى نقل سيارتك لتتمكن السيارة التالية من الشحن.",
        ),
        link_text=CHARGING,
        sms=("{station_name}، {charger_name}: انتهى وقتك وتوقف الشحن.", "يُرجى نقل سيارتك."),
    ),
    "overstay": Letter(
        subject="انتهى وقتك في {station_name}",
        paragraphs=(
            WHERE,
            "انتهى وقتك وما زالت سيارتك هناك. وقت الانتهاء: {since_at}.",
            "كل دقيقة تكلّف {fee_per_minute}.",
            "يُرجى نقلها ليتمكن الآخرون من الشحن.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name}، {charger_name}: انتهى وقتك، يُرجى نقل سيارتك.",
            "كل دقيقة تكلّف {fee_per_minute}.",
        ),
    ),
    "charging_complete": Letter(
        subject="تم الشحن: {energy_kwh} في {station_name}",
        paragraphs=("انتهت جلسة شحنك:", WHERE, "{period}", "{energy_kwh}", "{cost}"),
        link_text=CHARGING,
        sms=("{station_name}، {charger_name}: انتهى الشحن، {energy_kwh}.", "التكلفة: {cost}."),
    ),
    "refused_at_plug": Letter(
        subject="لا يمكنك الشحن في {station_name} الآن",
        paragraphs=(WHERE, "{reason}", "يمكنك المحاولة من جديد بدءًا من: {passes_at}"),
        link_text="عرض حجوزاتك",
        sms=("{station_name}، {charger_name}: تعذر الشحن.", "{reason}", "متاح من {passes_at}."),
    ),
}

REASONS: Mapping[str, str] = {
    "closed": "المحطة مغلقة.",
    "cooldown": "يلزم فاصل بعد شحنك السابق هنا.",
    "in_use": "هناك من يشحن الآن.",
    "not_a_member": "الشحن هناك لأعضاء الشبكة فقط.",
    "not_your_turn": "الآن دور شخص آخر.",
    "offline": "الشاحن غير متصل.",
    "out_of_service": "الشاحن خارج الخدمة.",
    "prime_time_class": "وقت الذروة لفئات أخرى الآن.",
    "prime_time_too_long": "المدة أطول مما يُسمح به في الذروة.",
    "quota_exceeded": "استُنفدت حصتك حاليًا.",
    "suspended": "الحجز والشحن موقوفان لك.",
    "token_blocked": "بطاقتك محظورة.",
    "token_expired": "انتهت صلاحية بطاقتك.",
    "token_unknown": "البطاقة غير معروفة.",
    "walk_up_not_allowed": "الشحن هناك يحتاج إلى حجز.",
}
