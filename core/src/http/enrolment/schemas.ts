import { Type } from 'typebox'
import { COUNT, FAULT_CODE, HASH, HEX_ID, ID, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

/** For sites named one by one, or for every place below a township that has no machine yet. */
export const CODES_WANTED = record({
  sites: Type.Optional(list(ID, { maxItems: 200 })),
  township: Type.Optional(ID),
  /** Left out: as the gateway's own policy says. */
  needsApproval: Type.Optional(Type.Boolean()),
  replaces: Type.Optional(Type.Boolean()),
})

export const CODES_MADE = record({
  address: Type.String(),
  authority: Type.String(),
  codes: list(record({ id: Type.String(), site: NAMED, code: Type.String(), qr: Type.String(), expiresMs: MS })),
})

export const CODE_LINE = record({
  id: Type.String(),
  site: NAMED,
  by: NAMED,
  madeMs: MS,
  expiresMs: MS,
  state: oneOf('open', 'expired', 'waiting', 'admitted'),
  /** First digits of the key that said the code, to compare with what the machine shows. */
  fingerprint: orNull(Type.String()),
  approvedBy: orNull(NAMED),
})

export const MACHINE_LINE = record({
  site: NAMED,
  generation: Type.Integer(),
  fingerprint: HASH,
  issuedMs: MS,
  renewByMs: MS,
  revokedMs: orNull(MS),
  state: oneOf('trusted', 'renewal-due', 'overdue', 'revoked'),
})

export const REVOKED = record({
  seized: list(HEX_ID),
  refused: list(record({ code: FAULT_CODE, detail: Type.String() })),
})

/** Why, in a sentence; it goes into the audit log. */
export const REASON = Type.String({ minLength: 1, maxLength: 200 })

export const REVOCATION_AHEAD = record({ site: NAMED, cases: COUNT, places: list(NAMED), waiting: COUNT })

/** A site below this gateway that has no machine yet, or lost it. */
export const PLANNED_LINE = record({
  site: NAMED,
  place: orNull(NAMED),
  under: orNull(NAMED),
  state: oneOf('planned', 'revoked'),
})
