"""Letters about sharing fairly: the waitlist, strikes and fees."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

NETWORKS = "عرض شبكاتك"
BOOKINGS = "عرض حجوزاتك"

LETTERS: Mapping[str, Letter] = {
    "waitlist_offer": Letter(
        subject="حان دورك: شاحن محفوظ لك في {station_name}",
        paragraphs=(
            "أصبح شاحن متاحًا وهو محفوظ لك:",
            "{station_name}، {charger_name}: {period}",
            "يُرجى قبول العرض أو تمريره. محفوظ لك حتى: {hold_until_at}.",
        ),
        link_text="الرد على العرض",
        sms=("حان دورك! {station_name}، {charger_name}، {period}.", "محفوظ حتى {hold_until_at}."),
    ),
    "waitlist_snoozed": Letter(
        subject="العروض مؤجلة لك",
        paragraphs=(
            "لم يصل ردك على عرض، فأُجلت عروضك وتُقدَّم العروض التالية للآخرين أولًا.",
            "المحطة: {station_name}",
            "يمكنك استئناف تقديم العروض في أي وقت.",
        ),
        link_text=BOOKINGS,
        sms=("لم يصل ردك على عرض، فأُجلت عروضك.", "المحطة: {station_name}."),
    ),
    "waitlist_out": Letter(
        subject="لم تعد في قائمة الانتظار",
        paragraphs=(
            "لم يصل ردك على عدة عروض، ولم تعد في قائمة الانتظار.",
            "المحطة: {station_name}",
            "إذا كنت ما زلت تريد الشحن، فيمكنك الانضمام إليها من جديد.",
        ),
        link_text=BOOKINGS,
        sms=("لم تعد في قائمة الانتظار: عدة عروض بلا رد.", "المحطة: {station_name}."),
    ),
    "suspended": Letter(
        subject="الحجز موقوف لك لفترة",
        paragraphs=(
            "تكرر عدم الحضور أو تجاوز الوقت، ولذلك لا يمكنك الحجز لفترة.",
            "الشبكة: {network_name}",
            "ينتهي الإيقاف: {until_at}. إذا كان هذا خطأ، فيُرجى التحدث إلى مالك الشبكة.",
        ),
        link_text=NETWORKS,
        sms=("الحجز موقوف لك حتى {until_at}.", "الشبكة: {network_name}."),
    ),
    "pardoned": Letter(
        subject="يمكنك الحجز مجددًا",
        paragraphs=("رُفع الإيقاف عنك: يمكنك الحجز مجددًا.", "الشبكة: {network_name}"),
        link_text=NETWORKS,
        sms=("رُفع الإيقاف عنك: يمكنك الحجز مجددًا.", "الشبكة: {network_name}."),
    ),
    "fee_recorded": Letter(
        subject="سُجّل رسم قدره {amount}",
        paragraphs=("سُجّل عليك رسم قدره {amount}.", "السبب: {reason}", "{station_name}"),
        link_text="عرض جلساتك",
        sms=("سُجّل رسم قدره {amount}.", "{reason}"),
    ),
}

REASONS: Mapping[str, str] = {
    "charger_removed": "أُزيل الشاحن.",
    "late_cancel": "أُلغي الحجز متأخرًا.",
    "no_show": "لم تُوصَّل أي سيارة أثناء الحجز.",
    "overstay": "بقيت السيارة بعد انتهاء وقتها.",
}
