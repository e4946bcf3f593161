import { useState } from 'preact/hooks'
import { auth } from '../api/client'
import { useAction } from '../lib/hooks'
import { safeNext } from '../lib/routes'
import { Field, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { go, place, search } from '../router'
import { keepLogin } from '../store'
import { codeSentTo } from './sign-up'

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
    <Page title="Log in" size="narrow">
      <Form class="card" label="Log in" onSubmit={() => void logIn.run()}>
        {logIn.problem && <Failure problem={logIn.problem} />}
        {isUnverified && (
          <a
            class="button"
            href={`/verify${place.value.search}`}
            onClick={() => {
              codeSentTo.value = email
            }}
          >
            Enter the code from the e-mail
          </a>
        )}
        <Field
          label="E-mail"
          name="email"
          type="email"
          value={email}
          onInput={setEmail}
          autoComplete="username"
          required
        />
        <Field
          label="Password"
          name="password"
          type="password"
          value={password}
          onInput={setPassword}
          autoComplete="current-password"
          required
        />
        <Submit busy={logIn.busy}>Log in</Submit>
        <a href="/forgot">Forgot your password?</a>
      </Form>
      <p class="aside">
        New here? <a href={`/signup${place.value.search}`}>Sign up</a>
      </p>
    </Page>
  )
}
