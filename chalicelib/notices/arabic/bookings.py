"""Letters about the life of a booking."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHAT = "{station_name}، {charger_name}: {period}"
SHORT = "{station_name}، {charger_name}، {period}."
MINE = "عرض حجوزاتك"

LETTERS: Mapping[str, Letter] = {
    "booking_soon": Letter(
        subject="حجزك في {station_name} يبدأ قريبًا",
        paragraphs=(WHAT, "إذا تغيرت خططك، فيُرجى إلغاء الحجز ليتمكن شخص آخر من الشحن."),
        link_text=MINE,
        sms=("حجزك يبدأ قريبًا:", SHORT),
    ),
    "booking_asked": Letter(
        subject="طلب حجز من {driver_name} في {station_name}",
        paragraphs=(
            "طلب حجز من {driver_name}:",
            WHAT,
            "يُرجى الموافقة أو الرفض. بدون رد يسقط الطلب: {approve_until_at}.",
        ),
        link_text="عرض شبكاتك",
        sms=("طلب حجز من {driver_name}:", SHORT, "يُرجى الرد."),
    ),
    "booking_approved": Letter(
        subject="تمت الموافقة: حجزك في {station_name}",
        paragraphs=("تمت الموافقة على حجزك:", WHAT),
        link_text=MINE,
        sms=("تمت الموافقة على حجزك:", SHORT),
    ),
    "booking_rejected": Letter(
        subject="لم تتم الموافقة: حجزك في {station_name}",
        paragraphs=("نأسف، لم تتم الموافقة على حجزك:", WHAT, "السبب المذكور: {reason}"),
        link_text=MINE,
        sms=("لم تتم الموافقة على حجزك:", SHORT),
    ),
    "booking_lapsed": Letter(
        subject="بلا رد: سقط حجزك في {station_name}",
        paragraphs=(
            "نأسف، لم يوافق أحد على حجزك في الوقت المحدد، فسقط:",
            WHAT,
            "يمكنك المحاولة في وقت آخر.",
        ),
        link_text=MINE,
        sms=("سقط حجزك لعدم الموافقة عليه:", SHORT),
    ),
    "booking_canceled": Letter(
        subject="تم الإلغاء: حجزك في {station_name}",
        paragraphs=("نأسف، تم إلغاء حجزك:", WHAT, "السبب المذكور: {reason}"),
        link_text=MINE,
        sms=("تم إلغاء حجزك:", SHORT),
    ),
    "booking_moved": Letter(
        subject="تم النقل: حجزك في {station_name}",
        paragraphs=("نقل مدير حجزك إلى وقت آخر. موعده الآن:", WHAT),
        link_text=MINE,
        sms=("تم نقل حجزك. موعده الآن:", SHORT),
    ),
    "booking_failed": Letter(
        subject="معطّل: شاحنك في {station_name}",
        paragraphs=("نأسف، تعطل الشاحن الذي حجزته:", WHAT, "لا يلزمك إلغاء أي شيء."),
        link_text=MINE,
        sms=("نأسف، تعطل شاحنك:", SHORT),
    ),
    "booking_failed_nearest": Letter(
        subject="معطّل: شاحنك في {station_name}",
        paragraphs=(
            "نأسف، تعطل الشاحن الذي حجزته:",
            WHAT,
            "لا يلزمك إلغاء أي شيء. أقرب شاحن متاح: {nearest_name}",
        ),
        link_text="عرض أقرب شاحن متاح",
        sms=("نأسف، تعطل {station_name}، {charger_name}.", "أقرب شاحن متاح: {nearest_name}."),
    ),
    "no_show": Letter(
        subject="أصبح متاحًا لغيرك: حجزك في {station_name}",
        paragraphs=(
            "لم تُوصَّل أي سيارة، فسقط حجزك وأصبح وقته متاحًا للآخرين:",
            WHAT,
            "سُجّل رسم قدره {fee}.",
            "عدد المرات الباقية قبل إيقاف الحجز لك: {strikes_left}",
        ),
        link_text=MINE,
        sms=("لم تُوصَّل أي سيارة، فسقط حجزك:", SHORT),
    ),
}
