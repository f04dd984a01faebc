import { Type } from 'typebox'
import { ROLES } from '../../domain/people/account.js'
import { COUNT, DATE, FAULT_CODE, HEX_ID, ID, list, MS, NAMED, oneOf, orNull, record, TEXT } from '../schemas/common.js'

const GRANT = record({ role: oneOf(...ROLES), place: ID, organ: orNull(ID) })
const LOGIN = Type.String({ minLength: 2, maxLength: 32 })

export const ACCOUNT_LINE = record({
  person: ID,
  name: TEXT,
  /** Of the person: false for who has left. */
  active: Type.Boolean(),
  phone: orNull(TEXT),
  posts: list(record({ place: ID, organ: orNull(ID) })),
  login: LOGIN,
  roles: list(GRANT),
  state: oneOf('active', 'closed'),
  credentialVersion: COUNT,
  password: oneOf('none', 'first', 'own'),
  oneTimeCodes: Type.Boolean(),
})

export const NEW_ACCOUNT = record({
  person: ID,
  login: LOGIN,
  roles: list(GRANT, { maxItems: 100 }),
  newcomer: orNull(
    record({
      name: Type.String({ minLength: 1, maxLength: 100 }),
      phone: orNull(Type.String({ maxLength: 40 })),
      posts: list(record({ place: ID, organ: orNull(ID) }), { maxItems: 100 }),
    }),
  ),
})

export const NEW_ROLES = record({ roles: list(GRANT, { maxItems: 100 }) })

/** `closed`: nobody signs in until it is `active` again; `left`: for good, with posts and duties. */
export const NEW_STATE = record({ state: oneOf('active', 'closed', 'left') })

/** `done` in that version of the roster; `asked` of the city; `proposed` to a second person. */
export const OUTCOME = record({
  outcome: oneOf('done', 'asked', 'proposed'),
  id: orNull(HEX_ID),
  version: orNull(COUNT),
})

export const WAITING = record({
  id: HEX_ID,
  /** `agreed`: a second person said yes to a reset, and whoever asked may set the first password. */
  state: oneOf('proposed', 'agreed', 'asked', 'done', 'refused'),
  what: oneOf('open', 'set-roles', 'lock', 'unlock', 'close', 'hand-over', 'reset-password'),
  people: list(NAMED),
  roles: list(GRANT),
  by: NAMED,
  second: orNull(NAMED),
  atMs: MS,
  code: orNull(FAULT_CODE),
  detail: Type.String(),
})

export const FIRST_PASSWORD = record({
  /** Shown in this answer alone. */
  password: Type.String(),
  oneTimeCodes: orNull(record({ secret: Type.String(), uri: Type.String() })),
})

/** What would go along, of a place served here; null where only the site that serves it can count. */
export const HAND_OVER_PREVIEW = record({
  drafts: orNull(COUNT),
  tasks: orNull(COUNT),
  posts: COUNT,
  rota: COUNT,
  roles: COUNT,
  /** Open cases of the place: they belong to it and to its organs, and stay where they are. */
  cases: COUNT,
  today: DATE,
})

export const HAND_OVER = record({
  from: ID,
  to: ID,
  place: ID,
  drafts: Type.Boolean(),
  tasks: Type.Boolean(),
  posts: Type.Boolean(),
  rota: Type.Boolean(),
  roles: Type.Boolean(),
  onDate: DATE,
})

export const HANDED_OVER = record({ id: HEX_ID, drafts: COUNT, duties: orNull(OUTCOME) })

export const HAND_OVER_LINE = record({
  id: HEX_ID,
  from: NAMED,
  to: NAMED,
  drafts: COUNT,
  tasks: Type.Boolean(),
  onDate: DATE,
  by: NAMED,
  atMs: MS,
})
