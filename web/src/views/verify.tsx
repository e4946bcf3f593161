import { useState } from 'preact/hooks'
import { auth } from '../api/client'
import { useAction } from '../lib/hooks'
import { safeNext } from '../lib/routes'
import { Field, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { go, search } from '../router'
import { keepLogin, say } from '../store'
import { words } from '../words'
import { codeSentTo } from './sign-up'

const w = words('account')

export function Verify() {
  const [email, setEmail] = useState(codeSentTo.value)
  const [code, setCode] = useState('')
  const verify = useAction(async () => {
    const next = safeNext(search.value.get('next'))
    keepLogin(await auth.verify(email, code.replace(/\s/g, '')))
    say(w.verified)
    go(next, { replace: true })
  })
  const resend = useAction(async () => {
    await auth.resend(email)
    say(w.newCodeSent)
  })
  const problem = verify.problem ?? resend.problem
  return (
    <Page title={w.verifyTitle} lead={w.verifyLead} size="narrow">
      <Form class="card" label={w.verify} onSubmit={() => void verify.run()}>
        {problem && <Failure problem={problem} />}
        <Field
          label={w.email}
          name="email"
          type="email"
          value={email}
          onInput={setEmail}
          problem={problem}
          autoComplete="email"
          required
        />
        <Field
          label={w.code}
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
        <Submit busy={verify.busy}>{w.verify}</Submit>
        <button
          type="button"
          class="quiet"
          disabled={resend.busy || email === ''}
          onClick={() => void resend.run()}
        >
          {w.sendNewCode}
        </button>
      </Form>
    </Page>
  )
}
