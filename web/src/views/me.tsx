import { useState } from 'preact/hooks'
import { auth, me } from '../api/client'
import type { Account } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { orNull } from '../lib/words'
import { ConfirmButton } from '../parts/confirm'
import { Field, Form, Select, Submit } from '../parts/fields'
import { MeTabs } from '../parts/me-tabs'
import { Page } from '../parts/page'
import { Failure, Shown } from '../parts/states'
import { go } from '../router'
import { account, forgetLogin, say } from '../store'

export function Me() {
  const load = useLoad('me', () => me.profile())
  return (
    <Page title="Profile" lead={account.value?.email ?? ''}>
      <MeTabs path="/me" />
      <Shown load={load}>{(profile) => <Profile profile={profile} />}</Shown>
      <Password />
      <Leave />
    </Page>
  )
}

const ZONES = Intl.supportedValuesOf('timeZone').map((zone) => [zone, zone.replaceAll('_', ' ')] as const)

function Profile({ profile }: { profile: Account }) {
  const [name, setName] = useState(profile.name)
  const [phone, setPhone] = useState(profile.phone ?? '')
  const [zone, setZone] = useState(profile.time_zone ?? '')
  const [locale, setLocale] = useState(profile.locale ?? '')
  const [currency, setCurrency] = useState(profile.currency ?? '')
  const save = useAction(async () => {
    const fields = {
      name,
      phone: orNull(phone),
      time_zone: zone,
      locale: orNull(locale),
      currency: orNull(currency),
    }
    account.value = await me.change(fields)
    say('Your profile is saved.')
  })
  const zones = ZONES.some(([known]) => known === zone)
    ? ZONES
    : [[zone, zone || 'Not said'] as const, ...ZONES]
  return (
    <section>
      <Form class="card" label="Profile" onSubmit={() => void save.run()}>
        {save.problem && <Failure problem={save.problem} />}
        <div class="grid">
          <Field
            label="Name"
            name="name"
            value={name}
            onInput={setName}
            problem={save.problem}
            autoComplete="name"
            required
          />
          <Field
            label="Phone"
            name="phone"
            type="tel"
            value={phone}
            onInput={setPhone}
            problem={save.problem}
            autoComplete="tel"
            placeholder="+49 30 1234567"
          />
          <Select label="Time zone" value={zone} options={zones} onInput={setZone} />
          <Field
            label="Language and region"
            name="locale"
            value={locale}
            onInput={setLocale}
            problem={save.problem}
            placeholder="en-GB"
          />
          <Field
            label="Currency"
            name="currency"
            value={currency}
            onInput={(text) => setCurrency(text.toUpperCase())}
            problem={save.problem}
            pattern="[A-Z]{3}"
            maxLength={3}
          />
        </div>
        <Submit busy={save.busy}>Save profile</Submit>
      </Form>
    </section>
  )
}

function Password() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useAction(async () => {
    await me.password(current, next)
    setCurrent('')
    setNext('')
    say('Your password is changed.')
  })
  return (
    <section>
      <h2>Password</h2>
      <Form class="card" label="Change password" onSubmit={() => void change.run()}>
        {change.problem && <Failure problem={change.problem} />}
        <div class="grid">
          <Field
            label="Current password"
            name="current_password"
            type="password"
            value={current}
            onInput={setCurrent}
            problem={change.problem}
            autoComplete="current-password"
            required
          />
          <Field
            label="New password"
            name="new_password"
            type="password"
            value={next}
            onInput={setNext}
            problem={change.problem}
            autoComplete="new-password"
            required
          />
        </div>
        <Submit busy={change.busy}>Change password</Submit>
      </Form>
    </section>
  )
}

function Leave() {
  const end = async (everywhere: boolean) => {
    await auth.logOut(everywhere)
    forgetLogin()
    go('/')
  }
  const logOut = useAction(() => end(false))
  const everywhere = useAction(() => end(true))
  return (
    <section class="danger-zone">
      {logOut.problem && <Failure problem={logOut.problem} />}
      <div class="actions">
        <button type="button" disabled={logOut.busy} onClick={() => void logOut.run()}>
          Log out
        </button>
        <ConfirmButton
          class=""
          label="Log out everywhere"
          title="Log out everywhere?"
          confirm="Log out everywhere"
          action={everywhere}
        >
          <p>Every browser and app that is logged in to your account has to log in again.</p>
        </ConfirmButton>
      </div>
    </section>
  )
}
