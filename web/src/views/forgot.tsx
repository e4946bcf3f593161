import { useState } from 'preact/hooks'
import { auth } from '../api/client'
import { useAction } from '../lib/hooks'
import { Field, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { go } from '../router'
import { forgetLogin, say } from '../store'
import { codeSentTo } from './sign-up'

export function Forgot() {
  const [email, setEmail] = useState('')
  const forgot = useAction(async () => {
    await auth.forgot(email)
    codeSentTo.value = email
    go('/reset')
  })
  return (
    <Page
      title="Forgot your password"
      lead="We send a code to your address, with which you choose a new one."
      back={{ href: '/login', label: 'Log in' }}
      size="narrow"
    >
      <Form class="card" label="Forgot your password" onSubmit={() => void forgot.run()}>
        {forgot.problem && <Failure problem={forgot.problem} />}
        <Field
          label="E-mail"
          name="email"
          type="email"
          value={email}
          onInput={setEmail}
          problem={forgot.problem}
          autoComplete="email"
          required
        />
        <Submit busy={forgot.busy}>Send the code</Submit>
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
    say('Your password is changed, and every login has ended. Log in with the new one.')
    go('/login')
  })
  return (
    <Page
      title="Choose a new password"
      lead="If the address has an account here, a code of six digits is on its way."
      back={{ href: '/forgot', label: 'Send another code' }}
      size="narrow"
    >
      <Form class="card" label="Reset" onSubmit={() => void reset.run()}>
        {reset.problem && <Failure problem={reset.problem} />}
        <Field
          label="E-mail"
          name="email"
          type="email"
          value={email}
          onInput={setEmail}
          problem={reset.problem}
          autoComplete="email"
          required
        />
        <Field
          label="Code"
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
          label="New password"
          name="password"
          type="password"
          value={password}
          onInput={setPassword}
          problem={reset.problem}
          autoComplete="new-password"
          required
        />
        <Submit busy={reset.busy}>Change password</Submit>
      </Form>
    </Page>
  )
}
