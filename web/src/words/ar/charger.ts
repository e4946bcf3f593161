/** Where the code on a charger leads, in Arabic. */

import type en from '../en/charger'
import type { Translated } from '../messages'

export default {
  charger: 'الشاحن',
  where: '{station} · {address}',
  use: 'الشحن أو الحجز',
  start: 'بدء الشحن',
  checkIn: 'تسجيل الوصول',
  plainHint:
    'هذا الشاحن لا يبلغ أحدًا بحالته: يُرجى تسجيل الوصول عند توصيل السيارة، وتسجيل المغادرة عند الذهاب.',
  bookTime: 'حجز {period}',
  anotherTime: 'وقت آخر',
  logIn: 'تسجيل الدخول',
  signUp: 'إنشاء حساب',
  logInFirst: 'يلزم تسجيل الدخول للشحن أو الحجز هنا.',
  membersOnly: 'الشحن والحجز هنا متاحان لأعضاء {network}.',
  privateCharger: 'هذا الشاحن تابع لشبكة خاصة. يراه أعضاؤها بعد تسجيل الدخول.',
  notForYou: 'هذا الشاحن غير موجود، أو أنه تابع لشبكة لست عضوًا فيها.',
  joinByCode: 'الانضمام إلى شبكة برمز',

  reportFault: 'الإبلاغ عن عطل',
  whatIsWrong: 'ما المشكلة',
  faults: {
    no_power: 'لا يعطي طاقة',
    cable_stuck: 'الكابل عالق',
    damaged: 'متضرر',
    blocked_by_car: 'سيارة تسد الطريق',
    wrong_state: 'يظهر متاحًا أو مشغولًا على غير حقيقته',
    other: 'شيء آخر',
  },
  note: 'ملاحظة',
  send: 'إرسال',
  reported: 'شكرًا لك. تم إبلاغ من يدير هذا الشاحن.',
  logInToReport: 'يلزم {login} للإبلاغ عن عطل.',
} satisfies Translated<typeof en>
