/** A charge point: what it runs, updates, images; in Arabic. */
import type en from '../../en/operating/firmware'
import type { Translated } from '../../messages'

export default {
  presentFirmware: 'البرنامج الثابت الحالي',
  itRuns: 'الإصدار العامل',
  itIs: 'الطراز',
  onItsWay: 'في الطريق إلى {version}: {status}',
  updates: 'التحديثات',
  noUpdates: 'لا تحديثات بعد',
  updateAsked: 'وقت الطلب: {time}',
  updateLastWord: 'آخر حالة: {status}',
  updateStarted: 'بدأ التشغيل به {time}',
  updateIt: 'تحديثها',
  networkImages: 'نسخ البرنامج الثابت في الشبكة',
  noImages: 'لا توجد في الشبكة نسخة لشواحن مثل هذا.',
  toWhich: 'إلى أي نسخة',
  chooseImage: 'اختيار نسخة',
  image: '{name} ({version})',
  fetchOn: 'يوم الجلب',
  fetchAt: 'ساعة الجلب',
  fetchHint: 'بدون يوم محدد تجلبها فورًا. ولا ينهي PlugNexus أي جلسة من أجل ذلك.',
  updateFirmware: 'تحديث البرنامج الثابت',
  updateStates: {
    REQUESTED: 'مطلوب',
    RUNNING: 'جارٍ',
    INSTALLED: 'تم التثبيت',
    FAILED: 'فشل',
    SUPERSEDED: 'حل محله تحديث لاحق',
  },
  signatures: {
    NONE: 'غير موقّعة',
    VALID: 'موقّعة، والتوقيع صحيح',
    INVALID: 'التوقيع خاطئ: لا تُرسل',
    UNCHECKED: 'موقّعة؛ ولا يمكن لغير الشاحن التحقق من التوقيع',
  },
  rolloutStates: { RUNNING: 'جارية', STOPPED: 'متوقفة', ENDED: 'انتهت' },
} satisfies Translated<typeof en>
