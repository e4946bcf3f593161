import { useState } from 'preact/hooks'
import { auth } from '../api/client'
import { useAction } from '../lib/hooks'
import { safeNext } from '../lib/routes'
import { Field, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { go, search } from '../router'
import { keepLogin, say } from '../store'
import { codeSentTo } from './sign-up'

export function Verify() {
  const [email, setEmail] = useState(codeSentTo.value)
  const [code, setCode] = useState('')
  const verify = useAction(async () => {
    const next = safeNext(search.value.get('next'))
    keepLogin(await auth.verify(email, code.replace(/\s/g, '')))
    say('Your e-mail is verified. Welcome!')
    go(next, { replace: true })
  })
  const resend = useAction(async () => {
    await auth.resend(email)
    say('A new code is on its way.')
  })
  const problem = verify.problem ?? resend.problem
  return (
    <Page
      title="Verify your e-mail"
      lead="We sent you a code of six digits. It is good for 15 minutes."
      size="narrow"
    >
      <Form class="card" label="Verify" onSubmit={() => void verify.run()}>
        {problem && <Failure problem={problem} />}
        <Field
          label="E-mail"
          name="email"
          type="email"
          value={email}
          onInput={setEmail}
          problem={problem}
          autoComplete="email"
          required
        />
        <Field
          label="Code"
          name="code"
          value={code}
          onInput={setCode}
          problem={problem}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9 ]{6,9}"
          class="code-field"
          required
        />
        <Submit busy={verify.busy}>Verify</Submit>
        <button
          type="button"
          class="quiet"
          disabled={resend.busy || email === ''}
          onClick={() => void resend.run()}
        >
          Send a new code
        </button>
      </Form>
    </Page>
  )
}
