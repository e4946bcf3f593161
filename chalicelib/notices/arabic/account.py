"""Letters about accounts and invitations."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

DO_NOTHING = "إذا لم يكن هذا منك، فلا يلزمك فعل أي شيء."
NOT_YOU = "إذا لم يكن هذا منك، فلا يلزمك فعل أي شيء: لا يحدث شيء بدون الرمز."
GOOD_FOR = "يبقى صالحًا لمدة 15 دقيقة."

LETTERS: Mapping[str, Letter] = {
    "verify_code": Letter(
        subject="{code} هو رمزك في PlugNexus",
        paragraphs=("أهلًا بك في PlugNexus. يُرجى إدخال هذا الرمز لتأكيد بريدك الإلكتروني:",),
        code="{code}",
        link="/verify",
        link_text="إدخال الرمز",
        closing=(GOOD_FOR, NOT_YOU),
    ),
    "already_registered": Letter(
        subject="لديك حساب في PlugNexus من قبل",
        paragraphs=(
            "طلب أحد، والأرجح أنه أنت، إنشاء حساب بهذا البريد الإلكتروني. لهذا البريد حساب من قبل.",
            "يمكنك تسجيل الدخول به؛ وإذا نسيت كلمة المرور، فيمكنك اختيار كلمة جديدة من هناك.",
        ),
        link="/login",
        link_text="تسجيل الدخول",
        closing=(DO_NOTHING,),
    ),
    "not_registered": Letter(
        subject="لا حساب في PlugNexus بهذا البريد الإلكتروني",
        paragraphs=(
            "طلب أحد، والأرجح أنه أنت، رمزًا لهذا البريد الإلكتروني. لا حساب مؤكد بهذا البريد.",
            "ربما أُنشئ حسابك ببريد آخر. وإلا فيمكنك إنشاء حساب الآن.",
        ),
        link="/signup",
        link_text="إنشاء حساب",
        closing=(DO_NOTHING,),
    ),
    "reset_code": Letter(
        subject="{code} هو رمزك لاختيار كلمة مرور جديدة",
        paragraphs=("يُرجى إدخال هذا الرمز لاختيار كلمة مرور جديدة في PlugNexus:",),
        code="{code}",
        link="/reset",
        link_text="اختيار كلمة مرور جديدة",
        closing=(GOOD_FOR, NOT_YOU),
    ),
    "invitation": Letter(
        subject="دعوة من {invited_by} إلى {network_name}",
        paragraphs=("وصلتك دعوة من {invited_by} لمشاركة شواحن {network_name} عبر PlugNexus.",),
        link="{link}",
        link_text="عرض الدعوة",
        closing=("إذا لم تعرف ما المقصود، فلا يلزمك فعل أي شيء.",),
    ),
}
