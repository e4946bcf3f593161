import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { auth } from '../api/client'
import { useAction } from '../lib/hooks'
import { Field, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { go, place } from '../router'

/** The address that a code was sent to, kept while the tab lives so that it need not be typed again. */
export const codeSentTo = signal('')

export function SignUp() {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signUp = useAction(async () => {
    const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions()
    await auth.signUp({ name, email, password, locale, time_zone: timeZone })
    codeSentTo.value = email
    go(`/verify${place.value.search}`)
  })
  return (
    <Page title="Sign up" lead="Find chargers, book them, and share your own." size="narrow">
      <Form class="card" label="Sign up" onSubmit={() => void signUp.run()}>
        {signUp.problem && <Failure problem={signUp.problem} />}
        <Field
          label="Name"
          name="name"
          value={name}
          onInput={setName}
          problem={signUp.problem}
          autoComplete="name"
          required
        />
        <Field
          label="E-mail"
          name="email"
          type="email"
          value={email}
          onInput={setEmail}
          problem={signUp.problem}
          autoComplete="email"
          required
        />
        <Field
          label="Password"
          name="password"
          type="password"
          value={password}
          onInput={setPassword}
          problem={signUp.problem}
          autoComplete="new-password"
          hint="A few words in a row are easy to keep in mind and hard to guess."
          required
        />
        <Submit busy={signUp.busy}>Sign up</Submit>
      </Form>
      <p class="aside">
        You have an account? <a href={`/login${place.value.search}`}>Log in</a>
      </p>
    </Page>
  )
}
