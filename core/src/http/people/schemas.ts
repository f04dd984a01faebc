import { Type } from 'typebox'
import { ROLES } from '../../domain/people/account.js'
import { ID, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

/** Longer input proves nothing more and costs time. */
const SECRET = Type.String({ minLength: 1, maxLength: 256 })

export const SIGN_IN = record({
  login: Type.String({ minLength: 1, maxLength: 64 }),
  /** One of both. */
  password: Type.Optional(SECRET),
  pin: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
  /** Six digits of an authenticator. */
  totp: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
})

/** What a page knows of whoever it works for. */
export const SESSION = record({
  person: ID,
  name: Type.String(),
  login: Type.String(),
  roles: list(record({ role: oneOf(...ROLES), place: ID, organ: orNull(ID) })),
  desks: list(record({ person: NAMED, place: NAMED, organ: orNull(NAMED) })),
  /** Goes back with each act in `x-csrf-token`. */
  csrf: Type.String(),
  mustChangePassword: Type.Boolean(),
  /** A PIN serves this person in browsers that know them. */
  mayUsePin: Type.Boolean(),
  idleMinutes: Type.Integer({ minimum: 1 }),
  /** Until when people can sign in without word from the parent, and whether that is near; null at the city. */
  contact: orNull(record({ lastMs: MS, untilMs: MS, isNearEnd: Type.Boolean() })),
})

export const NEW_PASSWORD = record({ current: SECRET, next: SECRET })
export const NEW_PIN = record({ current: SECRET, next: SECRET })
