import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Member, MemberEdit, Role } from '../api/types'
import type { Action } from '../lib/hooks'
import { orNull } from '../lib/words'
import { ConfirmButton } from './confirm'
import { Field, Form } from './fields'
import { Failure } from './states'

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
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>
          {member.name}
          {isMe && ' (you)'}
        </strong>
        <span class="muted">{member.email}</span>
        {member.member_class !== null && <span class="badge quiet">{member.member_class}</span>}
        {member.blocked && <span class="badge bad">Blocked</span>}
        {change.problem && <Failure problem={change.problem} />}
      </div>
      <div class="actions">
        <button
          type="button"
          class="small"
          aria-expanded={isOpen}
          aria-label={`Standing of ${member.name}`}
          onClick={() => setOpen(!isOpen)}
        >
          Standing
        </button>
        {isOwner && !isMe ? (
          <select
            aria-label={`Role of ${member.name}`}
            value={member.role}
            disabled={change.busy}
            onChange={(e) => void change.run({ role: e.currentTarget.value as Role })}
          >
            {ROLES.map((role) => (
              <option key={role} value={role} selected={role === member.role}>
                {role}
              </option>
            ))}
          </select>
        ) : (
          <span class="badge quiet">{member.role}</span>
        )}
        {!isMe && (member.role === 'member' || isOwner) && (
          <>
            <button
              type="button"
              class="small"
              aria-label={`${member.blocked ? 'Unblock' : 'Block'} ${member.name}`}
              disabled={change.busy}
              onClick={() => void change.run({ blocked: !member.blocked })}
            >
              {member.blocked ? 'Unblock' : 'Block'}
            </button>
            <ConfirmButton
              label="Remove"
              name={`Remove ${member.name}`}
              title={`Remove ${member.name}?`}
              confirm="Remove"
              action={remove}
            >
              <p>They can no longer see or book the network's chargers, unless they join again.</p>
            </ConfirmButton>
          </>
        )}
        {!isMe && isOwner && !member.blocked && (
          <ConfirmButton
            label="Hand over"
            name={`Hand over to ${member.name}`}
            title={`Make ${member.name} the owner?`}
            confirm="Hand over"
            action={handOver}
          >
            <p>You become a manager. Only the new owner can undo this.</p>
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
      label={`Class of ${member.name}`}
      onSubmit={() => void change.run({ member_class: orNull(name) })}
    >
      <Field
        label="Class"
        name="member_class"
        value={name}
        onInput={setName}
        maxLength={40}
        problem={change.problem}
        hint="As the policy names it; empty for none."
      />
      <button type="submit" disabled={change.busy}>
        Save class
      </button>
    </Form>
  )
}
