/** A charge point: its settings, told and wanted; in Arabic. */
import type en from '../../en/operating/settings'
import type { Translated } from '../../messages'

export default {
  settings: 'الإعدادات',
  readAll: 'قراءة الكل من الشاحن',
  search: 'بحث',
  onlyDiffering: 'ما يختلف عن المطلوب فقط',
  noSettings: 'لم تبلغ بإعداداتها بعد',
  noSettingsLead: 'تُسأل نقاط الشحن عنها عند أول بدء تشغيل.',
  noneLikeThat: 'لا شيء كهذا',
  settingStays: 'يبقى {key} كما هو على الشاحن.',
  settingSent: 'تم إرسال {key} إلى الشاحن.',
  settingOf: '{key} ({attribute})',
  empty: '(فارغ)',
  unknownValue: 'لم يُبلَّغ',
  wanted: 'المطلوب: {value}',
  toldAt: 'أُبلغ به {time}',
  secret: 'سري',
  readOnly: 'للقراءة فقط',
  change: 'تغيير',
  changeKey: 'تغيير {key}',
  wantNoLonger: 'إلغاء المطلوب',
  wantKeyNoLonger: 'إلغاء القيمة المطلوبة لـ {key}',
  newValueOf: 'القيمة الجديدة لـ {key}',
  set: 'ضبط',
  atLeast: '{minimum} على الأقل.',
  atMost: '{maximum} على الأكثر.',
  between: 'من {minimum} إلى {maximum}.',
  wantedStates: {
    applied: 'كما هو مطلوب',
    pending: 'أُرسل، بلا رد بعد',
    rejected: 'مرفوض',
    reboot_required: 'مقبول، ويحتاج إلى إعادة تشغيل',
    differs: 'مختلف',
  },
} satisfies Translated<typeof en>
