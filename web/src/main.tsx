import { render } from 'preact'
import './styles/tokens.css'
import './styles/base.css'
import './styles/parts.css'
import './styles/views.css'
import { App } from './app'
import { loadConfig, recoverLogin } from './store'

void loadConfig()
void recoverLogin()
render(<App />, document.getElementById('app') as HTMLElement)
