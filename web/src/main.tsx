import { render } from 'preact'
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
import { App } from './app'
import { loadConfig, recoverLogin } from './store'

void loadConfig()
void recoverLogin()
render(<App />, document.getElementById('app') as HTMLElement)
