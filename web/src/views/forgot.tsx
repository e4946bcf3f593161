import { useState } from 'preact/hooks'
import { auth } from '../api/client'
import { useAction } from '../lib/hooks'
import { Field, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { go } from '../router'
import { forgetLogin, say } from '../store'
import { words } from '../words'
import { codeSentTo } from './sign-up'

const w = words('account')

export function Forgot() {
  const [email, setEmail] = useState('')
  const forgot = useAction(async () => {
    await auth.forgot(email)
    codeSentTo.value = email
    go('/reset')
  })
  return (
    <Page title={w.forgot} lead={w.forgotLead} back={{ href: '/login', label: w.logIn }} size="narrow">
      <Form class="card" label={w.forgot} onSubmit={() => void forgot.run()}>
        {forgot.problem && <Failure problem={forgot.problem} />}
        <Field
          label={w.email}
          name="email"
          type="email"
          value={email}
          onInput={setEmail}
          problem={forgot.problem}
          autoComplete="email"
          required
        />
        <Submit busy={forgot.busy}>{w.sendCode}</Submit>
      </Form>
    </Page>
  )
}

export function Reset() {
  const [email, setEmail] = useState(codeSentTo.value)
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const reset = useAction(async () => {
    await auth.reset(email, code.replace(/\s/g, ''), password)
    forgetLogin()
    say(w.resetDone)
    go('/login')
  })
  return (
    <Page
      title={w.reset}
      lead={w.resetLead}
      back={{ href: '/forgot', label: w.sendAnotherCode }}
      size="narrow"
    >
      <Form class="card" label={w.reset} onSubmit={() => void reset.run()}>
        {reset.problem && <Failure problem={reset.problem} />}
        <Field
          label={w.email}
          name="email"
          type="email"
          value={email}
          onInput={setEmail}
          problem={reset.problem}
          autoComplete="email"
          required
        />
        <Field
          label={w.code}
          name="code"
          value={code}
          onInput={setCode}
          problem={reset.problem}
          inputMode="numeric"
          autoComplete="one-time-code"
          class="code-field"
          required
        />
        <Field
          label={w.newPassword}
          name="password"
          type="password"
          value={password}
          onInput={setPassword}
          problem={reset.problem}
          autoComplete="new-password"
          required
        />
        <Submit busy={reset.busy}>{w.changePassword}</Submit>
      </Form>
    </Page>
  )
}
