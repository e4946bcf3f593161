/** Operating charge points, put together from its parts; in German. */
import type en from '../en/operating'
import type { Translated } from '../messages'
import asking from './operating/asking'
import firmware from './operating/firmware'
import history from './operating/history'
import limits from './operating/limits'
import localList from './operating/local-list'
import security from './operating/security'
import settings from './operating/settings'
import state from './operating/state'

export default {
  ...state,
  ...asking,
  ...history,
  ...settings,
  ...limits,
  ...localList,
  ...firmware,
  ...security,
} satisfies Translated<typeof en>
