import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/page.css'
import './styles/forms.css'
import './styles/states.css'
import './styles/lists.css'
import './styles/map.css'
import './styles/station.css'
import './styles/session.css'
import './styles/policy.css'
import './styles/sharing.css'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { App } from './app'
import { chosenLanguage } from './lib/own-language'
import { startWorker } from './lib/shell-worker'
import { guardUnsaved } from './lib/unsaved'
import { loadConfig, newVersion, recoverLogin } from './store'
import { language, speak } from './words'
import { directionOf } from './words/languages'

effect(() => {
  document.documentElement.lang = language.value
  document.documentElement.dir = directionOf(language.value)
})

void loadConfig()
const login = recoverLogin()
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
await speak(chosenLanguage())
render(<App />, document.getElementById('app') as HTMLElement)
guardUnsaved()
startWorker((turn) => {
  newVersion.value = turn
})
await login
