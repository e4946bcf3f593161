import { useState } from 'preact/hooks'
import { auth, me } from '../api/client'
import type { Account } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { useDraft } from '../lib/unsaved'
import { orNull } from '../lib/words'
import { ConfirmButton } from '../parts/confirm'
import { Field, Form, Select, Submit } from '../parts/fields'
import { MeTabs } from '../parts/me-tabs'
import { Page } from '../parts/page'
import { Failure, Shown } from '../parts/states'
import { go } from '../router'
import { account, forgetLogin, say, turnToChosen } from '../store'
import { language, words } from '../words'
import { LANGUAGES, type Language, languageOf, localeFor } from '../words/languages'

const w = words('account')

export function Me() {
  const load = useLoad('me', () => me.profile())
  return (
    <Page title={w.profile} lead={account.value?.email ?? ''}>
      <MeTabs path="/me" />
      <Shown load={load}>{(profile) => <Profile profile={profile} onSaved={load.put} />}</Shown>
      <Password />
      <Leave />
    </Page>
  )
}

const ZONES = Intl.supportedValuesOf('timeZone').map((zone) => [zone, zone.replaceAll('_', ' ')] as const)

function Profile({ profile, onSaved }: { profile: Account; onSaved: (profile: Account) => void }) {
  const [draft, setDraft, done] = useDraft(`profile ${profile.account_id}`, draftOf(profile))
  const { name, phone, zone, spoken, currency } = draft
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const save = useAction(async () => {
    const saved = await me.change({
      name,
      phone: orNull(phone),
      time_zone: zone,
      locale: spoken === languageOf(profile.locale) ? profile.locale : localeFor(spoken, navigator.languages),
      currency: orNull(currency),
    })
    account.value = saved
    done()
    onSaved(saved)
    turnToChosen(spoken)
    say(w.profileSaved)
  })
  const zones = ZONES.some(([known]) => known === zone)
    ? ZONES
    : [[zone, zone || w.notSaid] as const, ...ZONES]
  return (
    <section>
      <Form class="card" label={w.profile} onSubmit={() => void save.run()}>
        {save.problem && <Failure problem={save.problem} />}
        <div class="grid">
          <Field
            label={w.name}
            name="name"
            value={name}
            onInput={(name) => set({ name })}
            problem={save.problem}
            autoComplete="name"
            required
          />
          <Field
            label={w.phone}
            name="phone"
            type="tel"
            value={phone}
            onInput={(phone) => set({ phone })}
            problem={save.problem}
            autoComplete="tel"
            placeholder="+49 30 1234567"
          />
          <Select label={w.timeZone} value={zone} options={zones} onInput={(zone) => set({ zone })} />
          <Select
            label={w.language}
            value={spoken}
            options={Object.entries(LANGUAGES) as [Language, string][]}
            onInput={(spoken) => set({ spoken })}
            hint={w.languageHint}
          />
          <Field
            label={w.currency}
            name="currency"
            value={currency}
            onInput={(text) => set({ currency: text.toUpperCase() })}
            problem={save.problem}
            pattern="[A-Z]{3}"
            maxLength={3}
          />
        </div>
        <Submit busy={save.busy}>{w.saveProfile}</Submit>
      </Form>
    </section>
  )
}

function draftOf(profile: Account) {
  return {
    name: profile.name,
    phone: profile.phone ?? '',
    zone: profile.time_zone ?? '',
    spoken: languageOf(profile.locale) ?? language.value,
    currency: profile.currency ?? '',
  }
}

function Password() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useAction(async () => {
    await me.password(current, next)
    setCurrent('')
    setNext('')
    say(w.passwordChanged)
  })
  return (
    <section>
      <h2>{w.password}</h2>
      <Form class="card" label={w.changePassword} onSubmit={() => void change.run()}>
        {change.problem && <Failure problem={change.problem} />}
        <div class="grid">
          <Field
            label={w.currentPassword}
            name="current_password"
            type="password"
            value={current}
            onInput={setCurrent}
            problem={change.problem}
            autoComplete="current-password"
            required
          />
          <Field
            label={w.newPassword}
            name="new_password"
            type="password"
            value={next}
            onInput={setNext}
            problem={change.problem}
            autoComplete="new-password"
            required
          />
        </div>
        <Submit busy={change.busy}>{w.changePassword}</Submit>
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
          {w.logOut}
        </button>
        <ConfirmButton
          class=""
          label={w.logOutEverywhere}
          title={w.logOutEverywhereTitle}
          confirm={w.logOutEverywhere}
          action={everywhere}
        >
          <p>{w.logOutEverywhereLead}</p>
        </ConfirmButton>
      </div>
    </section>
  )
}
