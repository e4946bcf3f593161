import type * as c from './charge-point-types'
import { at, withQuery } from './client'
import { get, patch, post, put, remove } from './http'
import type { Command, Page } from './types'

const of = (id: string, ...parts: (string | number)[]) => at('charge-points', id, ...parts)
const paged = <T>(id: string, list: string, cursor: string | null) =>
  get<Page<T>>(withQuery(of(id, list), { cursor }))

export const commands = {
  ask: (id: string, wish: c.Wish) => post<Command>(of(id, 'commands'), wish),
  list: (id: string, cursor: string | null) => paged<Command>(id, 'commands', cursor),
}

export const uptime = {
  figures: (id: string) => get<{ spans: c.Span[] }>(of(id, 'uptime')),
  connections: (id: string, cursor: string | null) => paged<c.Connection>(id, 'connections', cursor),
  faults: (id: string, cursor: string | null) => paged<c.Fault>(id, 'faults', cursor),
}

export const configuration = {
  list: (id: string, key: string, cursor: string | null) =>
    get<Page<c.Setting>>(withQuery(of(id, 'configuration'), { key, cursor, limit: 200 })),
  change: (id: string, settings: Record<string, string | null>) =>
    patch<{ commands: Command[] }>(of(id, 'configuration'), { settings }),
  refresh: (id: string) => post<Command>(of(id, 'configuration', 'refresh')),
}

export const localList = {
  show: (id: string) => get<c.LocalList>(of(id, 'local-list')),
  enable: (id: string, enabled: boolean) => put<c.LocalList>(of(id, 'local-list'), { enabled }),
  sync: (id: string) => post<c.LocalList>(of(id, 'local-list', 'sync')),
}

export const charging = {
  profiles: (id: string) => get<Page<c.ChargingProfile>>(of(id, 'charging-profiles')),
  set: (id: string, connector_id: number, profile: c.ProfileShape) =>
    post<Command>(of(id, 'charging-profiles'), { connector_id, profile }),
  clear: (id: string, profile: number) => remove<Command>(of(id, 'charging-profiles', profile)),
  schedule: (id: string, connector_id: number) =>
    get<c.Schedule>(withQuery(of(id, 'composite-schedule'), { connector_id })),
  askSchedule: (id: string, connector_id: number, duration_minutes: number) =>
    post<Command>(of(id, 'composite-schedule'), { connector_id, duration_minutes }),
}

export const logs = {
  list: (id: string, cursor: string | null) => paged<c.Log>(id, 'logs', cursor),
  ask: (id: string, wish: { kind: c.LogKind; from?: string; to?: string }) =>
    post<c.Log>(of(id, 'logs'), wish),
}

export const updates = {
  list: (id: string, cursor: string | null) =>
    get<c.ChargePointFirmware>(withQuery(of(id, 'firmware'), { cursor })),
  begin: (id: string, wish: { firmware_id: string; retrieve_at?: string }) =>
    post<c.Update>(of(id, 'firmware'), wish),
}

export const security = {
  profile: (id: string) => get<c.SecurityProfile>(of(id, 'security-profile')),
  moveUp: (id: string, security_profile: number) =>
    put<c.SecurityProfile>(of(id, 'security-profile'), { security_profile }),
  rotatePassword: (id: string) => post<Command>(of(id, 'password', 'rotate')),
  certificates: (id: string, cursor: string | null) =>
    get<c.Certificates>(withQuery(of(id, 'certificates'), { cursor })),
  install: (id: string, use: c.CertificateUse, pem: string) =>
    post<Command>(of(id, 'certificates'), { use, pem }),
  uninstall: (id: string, { hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number }: c.HashData) =>
    remove<Command>(
      withQuery(of(id, 'certificates'), { hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number }),
    ),
  refresh: (id: string) => post<Command>(of(id, 'certificates', 'refresh')),
  revoke: (id: string, serial: string) => post<c.IssuedCertificate>(of(id, 'certificates', serial, 'revoke')),
}

export const heard = {
  messages: (id: string, search: c.MessageSearch, cursor: string | null) =>
    get<Page<c.Message>>(withQuery(of(id, 'messages'), { ...search, cursor })),
  notes: (id: string, action: string, cursor: string | null) =>
    get<Page<c.Note>>(withQuery(of(id, 'notes'), { action, cursor })),
  securityEvents: (id: string, cursor: string | null) =>
    paged<c.SecurityEvent>(id, 'security-events', cursor),
  events: (id: string, cursor: string | null) => paged<c.DeviceEvent>(id, 'events', cursor),
  monitors: (id: string) => get<Page<c.Monitor>>(of(id, 'monitors')),
}
