import { useState } from 'preact/hooks'
import { auth } from '../api/client'
import { useAction } from '../lib/hooks'
import { safeNext } from '../lib/routes'
import { Field, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { go, place, search } from '../router'
import { keepLogin } from '../store'
import { words, woven } from '../words'
import { codeSentTo } from './sign-up'

const w = words('account')

export function LogIn() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const logIn = useAction(async () => {
    const next = safeNext(search.value.get('next'))
    keepLogin(await auth.logIn(email, password))
    go(next, { replace: true })
  })
  const isUnverified = logIn.problem?.code === 'email_not_verified'
  return (
    <Page title={w.logIn} size="narrow">
      <Form class="card" label={w.logIn} onSubmit={() => void logIn.run()}>
        {logIn.problem && <Failure problem={logIn.problem} />}
        {isUnverified && (
          <a
            class="button"
            href={`/verify${place.value.search}`}
            onClick={() => {
              codeSentTo.value = email
            }}
          >
            {w.enterCode}
          </a>
        )}
        <Field
          label={w.email}
          name="email"
          type="email"
          value={email}
          onInput={setEmail}
          autoComplete="username"
          required
        />
        <Field
          label={w.password}
          name="password"
          type="password"
          value={password}
          onInput={setPassword}
          autoComplete="current-password"
          required
        />
        <Submit busy={logIn.busy}>{w.logIn}</Submit>
        <a href="/forgot">{w.forgotLink}</a>
      </Form>
      <p class="aside">
        {woven(w.newHere, { link: <a href={`/signup${place.value.search}`}>{w.signUp}</a> })}
      </p>
    </Page>
  )
}
