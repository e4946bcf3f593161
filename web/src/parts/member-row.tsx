import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Member, MemberEdit, Role } from '../api/types'
import type { Action } from '../lib/hooks'
import { orNull, personName } from '../lib/words'
import { fill, words } from '../words'
import { ConfirmButton } from './confirm'
import { Field, Form } from './fields'
import { Failure } from './states'

const w = words('networks')

interface Props {
  member: Member
  isMe: boolean
  /** The reader is an owner, who alone gives roles and hands over. */
  isOwner: boolean
  change: Action<[MemberEdit]>
  remove: Action<[]>
  handOver: Action<[]>
  /** Strikes and pardon, and the member's class; shown when asked for. */
  standing: ComponentChildren
}

const ROLES: readonly Role[] = ['member', 'manager', 'owner']

export function MemberRow({ member, isMe, isOwner, change, remove, handOver, standing }: Props) {
  const [isOpen, setOpen] = useState(false)
  const name = personName(member.name)
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{isMe ? fill(w.you, { name }) : name}</strong>
        <span class="muted">{member.email}</span>
        {member.member_class !== null && <span class="badge quiet">{member.member_class}</span>}
        {member.blocked && <span class="badge bad">{w.blocked}</span>}
        {change.problem && <Failure problem={change.problem} />}
      </div>
      <div class="actions">
        <button
          type="button"
          class="small"
          aria-expanded={isOpen}
          aria-label={fill(w.standingOf, { name })}
          onClick={() => setOpen(!isOpen)}
        >
          {w.standing}
        </button>
        {isOwner && !isMe ? (
          <select
            aria-label={fill(w.roleOf, { name })}
            value={member.role}
            disabled={change.busy}
            onChange={(e) => void change.run({ role: e.currentTarget.value as Role })}
          >
            {ROLES.map((role) => (
              <option key={role} value={role} selected={role === member.role}>
                {w.roles[role]}
              </option>
            ))}
          </select>
        ) : (
          <span class="badge quiet">{w.roles[member.role]}</span>
        )}
        {!isMe && (member.role === 'member' || isOwner) && (
          <>
            <button
              type="button"
              class="small"
              aria-label={fill(member.blocked ? w.unblockOne : w.blockOne, { name })}
              disabled={change.busy}
              onClick={() => void change.run({ blocked: !member.blocked })}
            >
              {member.blocked ? w.unblock : w.block}
            </button>
            <ConfirmButton
              label={w.remove}
              name={fill(w.removeOne, { name })}
              title={fill(w.removeTitle, { name })}
              confirm={w.remove}
              action={remove}
            >
              <p>{w.removeLead}</p>
            </ConfirmButton>
          </>
        )}
        {!isMe && isOwner && !member.blocked && (
          <ConfirmButton
            label={w.handOver}
            name={fill(w.handOverTo, { name })}
            title={fill(w.handOverTitle, { name })}
            confirm={w.handOver}
            action={handOver}
          >
            <p>{w.handOverLead}</p>
          </ConfirmButton>
        )}
      </div>
      {isOpen && (
        <div class="row-more">
          {standing}
          <ClassForm member={member} change={change} />
        </div>
      )}
    </li>
  )
}

function ClassForm({ member, change }: Pick<Props, 'member' | 'change'>) {
  const [name, setName] = useState(member.member_class ?? '')
  return (
    <Form
      class="inline"
      label={fill(w.classOf, { name: personName(member.name) })}
      onSubmit={() => void change.run({ member_class: orNull(name) })}
    >
      <Field
        label={w.memberClass}
        name="member_class"
        value={name}
        onInput={setName}
        maxLength={40}
        problem={change.problem}
        hint={w.classHint}
      />
      <button type="submit" disabled={change.busy}>
        {w.saveClass}
      </button>
    </Form>
  )
}
