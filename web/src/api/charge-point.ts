import type * as c from './charge-point-types'
import { get, patch, post, put, remove, type Schemas } from './routes'

export const commands = {
  ask: (charge_point_id: string, wish: c.Wish) =>
    post('/v1/charge-points/{charge_point_id}/commands', { charge_point_id }, wish),
  list: (charge_point_id: string, cursor: string | null) =>
    get('/v1/charge-points/{charge_point_id}/commands', { charge_point_id, cursor }),
}

export const uptime = {
  figures: (charge_point_id: string) =>
    get('/v1/charge-points/{charge_point_id}/uptime', { charge_point_id }),
  connections: (charge_point_id: string, cursor: string | null) =>
    get('/v1/charge-points/{charge_point_id}/connections', { charge_point_id, cursor }),
  faults: (charge_point_id: string, cursor: string | null) =>
    get('/v1/charge-points/{charge_point_id}/faults', { charge_point_id, cursor }),
}

export const configuration = {
  list: (charge_point_id: string, key: string, cursor: string | null) =>
    get('/v1/charge-points/{charge_point_id}/configuration', { charge_point_id, key, cursor, limit: 200 }),
  change: (charge_point_id: string, settings: Record<string, string | null>) =>
    patch('/v1/charge-points/{charge_point_id}/configuration', { charge_point_id }, { settings }),
  refresh: (charge_point_id: string) =>
    post('/v1/charge-points/{charge_point_id}/configuration/refresh', { charge_point_id }),
}

export const localList = {
  show: (charge_point_id: string) =>
    get('/v1/charge-points/{charge_point_id}/local-list', { charge_point_id }),
  enable: (charge_point_id: string, enabled: boolean) =>
    put('/v1/charge-points/{charge_point_id}/local-list', { charge_point_id }, { enabled }),
  sync: (charge_point_id: string) =>
    post('/v1/charge-points/{charge_point_id}/local-list/sync', { charge_point_id }),
}

export const charging = {
  profiles: (charge_point_id: string) =>
    get('/v1/charge-points/{charge_point_id}/charging-profiles', { charge_point_id }),
  set: (charge_point_id: string, connector_id: number, profile: c.ProfileShape) =>
    post(
      '/v1/charge-points/{charge_point_id}/charging-profiles',
      { charge_point_id },
      { connector_id, profile },
    ),
  clear: (charge_point_id: string, profile: number) =>
    remove('/v1/charge-points/{charge_point_id}/charging-profiles/{profile_id}', {
      charge_point_id,
      profile_id: `${profile}`,
    }),
  schedule: (charge_point_id: string, connector_id: number) =>
    get('/v1/charge-points/{charge_point_id}/composite-schedule', { charge_point_id, connector_id }),
  askSchedule: (charge_point_id: string, connector_id: number, duration_minutes: number) =>
    post(
      '/v1/charge-points/{charge_point_id}/composite-schedule',
      { charge_point_id },
      { connector_id, duration_minutes },
    ),
}

export const logs = {
  list: (charge_point_id: string, cursor: string | null) =>
    get('/v1/charge-points/{charge_point_id}/logs', { charge_point_id, cursor }),
  ask: (charge_point_id: string, wish: Schemas['LogNew']) =>
    post('/v1/charge-points/{charge_point_id}/logs', { charge_point_id }, wish),
}

export const updates = {
  list: (charge_point_id: string, cursor: string | null) =>
    get('/v1/charge-points/{charge_point_id}/firmware', { charge_point_id, cursor }),
  begin: (charge_point_id: string, wish: Schemas['UpdateNew']) =>
    post('/v1/charge-points/{charge_point_id}/firmware', { charge_point_id }, wish),
}

export const security = {
  profile: (charge_point_id: string) =>
    get('/v1/charge-points/{charge_point_id}/security-profile', { charge_point_id }),
  moveUp: (charge_point_id: string, security_profile: number) =>
    put('/v1/charge-points/{charge_point_id}/security-profile', { charge_point_id }, { security_profile }),
  rotatePassword: (charge_point_id: string) =>
    post('/v1/charge-points/{charge_point_id}/password/rotate', { charge_point_id }),
  certificates: (charge_point_id: string, cursor: string | null) =>
    get('/v1/charge-points/{charge_point_id}/certificates', { charge_point_id, cursor }),
  install: (charge_point_id: string, use: c.CertificateUse, pem: string) =>
    post('/v1/charge-points/{charge_point_id}/certificates', { charge_point_id }, { use, pem }),
  uninstall: (
    charge_point_id: string,
    { hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number }: Schemas['CertificateHash'],
  ) =>
    remove('/v1/charge-points/{charge_point_id}/certificates', {
      charge_point_id,
      hash_algorithm,
      issuer_name_hash,
      issuer_key_hash,
      serial_number,
    }),
  refresh: (charge_point_id: string) =>
    post('/v1/charge-points/{charge_point_id}/certificates/refresh', { charge_point_id }),
  revoke: (charge_point_id: string, serial_number: string) =>
    post('/v1/charge-points/{charge_point_id}/certificates/{serial_number}/revoke', {
      charge_point_id,
      serial_number,
    }),
}

export const heard = {
  messages: (charge_point_id: string, search: c.MessageSearch, cursor: string | null) =>
    get('/v1/charge-points/{charge_point_id}/messages', { ...search, charge_point_id, cursor }),
  notes: (charge_point_id: string, action: string, cursor: string | null) =>
    get('/v1/charge-points/{charge_point_id}/notes', { charge_point_id, action, cursor }),
  securityEvents: (charge_point_id: string, cursor: string | null) =>
    get('/v1/charge-points/{charge_point_id}/security-events', { charge_point_id, cursor }),
  events: (charge_point_id: string, cursor: string | null) =>
    get('/v1/charge-points/{charge_point_id}/events', { charge_point_id, cursor }),
  monitors: (charge_point_id: string) =>
    get('/v1/charge-points/{charge_point_id}/monitors', { charge_point_id }),
}
