import type {
  ACCOUNT_LINE,
  FIRST_PASSWORD,
  HAND_OVER_PREVIEW,
  OUTCOME,
  WAITING,
} from '@liandong/core/http/people/account-schemas.js'
import type { RIGHTS } from '@liandong/core/http/rights/table.js'
import type { ORGAN, PERSON, PLACE_LINE } from '@liandong/core/http/schemas/roster.js'
import type { Static } from 'typebox'

export type AccountLine = Static<typeof ACCOUNT_LINE>
export type Grant = AccountLine['roles'][number]
export type Role = Grant['role']
export type Post = AccountLine['posts'][number]
export type Waiting = Static<typeof WAITING>
export type Outcome = Static<typeof OUTCOME>
export type FirstPassword = Static<typeof FIRST_PASSWORD>
export type HandOverPreview = Static<typeof HAND_OVER_PREVIEW>
export type Rights = Static<typeof RIGHTS>
export type PlaceLine = Static<typeof PLACE_LINE>
export type Organ = Static<typeof ORGAN>
export type Person = Static<typeof PERSON>

export interface Accounts {
  readonly asOfMs: number
  readonly accounts: readonly AccountLine[]
  readonly waiting: readonly Waiting[]
}

/** 三员: no two of them on one person. */
export const ADMINISTRATIONS: readonly Role[] = ['network-administrator', 'security-administrator', 'auditor']

/** Where a role may be held, as the program judges it; offered in this order. */
export const ROLES_AT: Readonly<Record<PlaceLine['kind'], readonly Role[]>> = {
  'village-station': ['proxy'],
  'township-centre': [
    ...(['township-clerk', 'department-clerk', 'approver', 'window-clerk', 'outlet-clerk'] as const),
    ...(['catalogue-editor', 'supervisor', 'reader'] as const),
  ],
  hall: [
    ...(['window-clerk', 'outlet-clerk', 'department-clerk', 'approver', 'catalogue-editor', 'supervisor', 'reader'] as const),
    ...(['network-administrator', 'security-administrator', 'auditor'] as const),
  ],
}

/** Roles held for an organ. */
export const FOR_ORGANS: readonly Role[] = ['department-clerk', 'approver', 'catalogue-editor']
