import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { auth } from '../api/client'
import { useAction } from '../lib/hooks'
import { useDraft } from '../lib/unsaved'
import { Field, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { go, place } from '../router'
import { locale, words, woven } from '../words'

const w = words('account')

/** The address that a code was sent to, kept while the tab lives so that it need not be typed again. */
export const codeSentTo = signal('')

export function SignUp() {
  const [{ name, email }, setWho, done] = useDraft('sign-up', { name: '', email: '' })
  const [password, setPassword] = useState('')
  const signUp = useAction(async () => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    await auth.signUp({ name, email, password, locale: locale.value, time_zone: timeZone })
    done()
    codeSentTo.value = email
    go(`/verify${place.value.search}`)
  })
  return (
    <Page title={w.signUp} lead={w.signUpLead} size="narrow">
      <Form class="card" label={w.signUp} onSubmit={() => void signUp.run()}>
        {signUp.problem && <Failure problem={signUp.problem} />}
        <Field
          label={w.name}
          name="name"
          value={name}
          onInput={(next) => setWho({ name: next, email })}
          problem={signUp.problem}
          autoComplete="name"
          required
        />
        <Field
          label={w.email}
          name="email"
          type="email"
          value={email}
          onInput={(next) => setWho({ name, email: next })}
          problem={signUp.problem}
          autoComplete="email"
          required
        />
        <Field
          label={w.password}
          name="password"
          type="password"
          value={password}
          onInput={setPassword}
          problem={signUp.problem}
          autoComplete="new-password"
          hint={w.passwordHint}
          required
        />
        <Submit busy={signUp.busy}>{w.signUp}</Submit>
      </Form>
      <p class="aside">
        {woven(w.haveAccount, { link: <a href={`/login${place.value.search}`}>{w.logIn}</a> })}
      </p>
    </Page>
  )
}
