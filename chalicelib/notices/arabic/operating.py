"""Letters to who runs charge points."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHERE = "{station_name}، {charge_point_name}"
MINE = "عرض شبكاتك"

LETTERS: Mapping[str, Letter] = {
    "alarm_raised": Letter(
        subject="يُرجى التحقق من {charge_point_name} في {station_name}",
        paragraphs=(WHERE, "{reason}", "{detail}", "منذ: {since_at}."),
        link_text=MINE,
        sms=("{station_name}، {charge_point_name}:", "{reason}", "منذ: {since_at}."),
    ),
    "alarm_cleared": Letter(
        subject="عاد كل شيء سليمًا: {charge_point_name} في {station_name}",
        paragraphs=(WHERE, "انتهى هذا: {reason}", "منذ: {since_at}.", "وقت الانتهاء: {over_at}."),
        link_text=MINE,
        sms=("{station_name}، {charge_point_name}: عاد كل شيء سليمًا.", "وقت الانتهاء: {over_at}."),
    ),
}

REASONS: Mapping[str, str] = {
    "alarm_boot_refused": "بدأت نقطة الشحن ورُفضت، كما هو محدد.",
    "alarm_certificate_expires": "شهادة لنقطة الشحن تنتهي قريبًا.",
    "alarm_energy_without_session": "أُخذت طاقة لم يُسمح بها لأحد.",
    "alarm_faulted": "نقطة الشحن تبلغ عن عطل.",
    "alarm_firmware_failed": "فشل تحديث البرنامج الثابت.",
    "alarm_monitor": "نقطة الشحن تبلغ عن قيمة تراقبها.",
    "alarm_offline": "نقطة الشحن غير متصلة.",
    "alarm_password_throttled": "تتكرر باسمها كلمات مرور خاطئة.",
    "alarm_security_event": "نقطة الشحن تبلغ عن حدث أمني.",
    "fault_blocked_by_car": "بلاغ: سيارة تسد الطريق.",
    "fault_cable_stuck": "بلاغ: الكابل عالق.",
    "fault_damaged": "بلاغ: الشاحن متضرر.",
    "fault_no_power": "بلاغ: لا يعطي طاقة.",
    "fault_other": "بلاغ عن خلل.",
    "fault_wrong_state": "بلاغ: حالته ليست كما تظهر.",
}
