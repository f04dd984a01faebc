import type { ItemType } from '../item.js'
import type { Hash, ItemId, Level, Limit, LocalDate, OrganId, PersonId } from '../values.js'
import type { ItemCodes, LegalBasis } from './guide.js'

/** One immutable version of an entry of the base list (基本目录): made above, read-only here. */
export interface BaseEntry {
  readonly id: string
  readonly version: number
  readonly digest: Hash
  readonly name: string
  readonly codes: ItemCodes
  readonly type: ItemType
  /** Levels at which it may be exercised (行使层级). */
  readonly levels: readonly Level[]
  readonly legal: Limit | null
  readonly legalBasis: readonly LegalBasis[]
  readonly conditions: readonly string[]
  /** Papers every implementation asks for; an implementation may drop or specify, never add without a basis. */
  readonly materials: readonly { readonly name: string; readonly basis: string | null }[]
  readonly department: string
  readonly effectiveFrom: LocalDate
  /** By when every organ must have answered this version, or settled what it changes; null: nobody is pressed. */
  readonly settleBy: LocalDate | null
  readonly source: string
}

/** 未认领, 已认领, 本级无此职能, 已发布. */
export type ClaimState = 'unclaimed' | 'claimed' | 'no-function' | 'published'

/** One organ's answer to one base entry; its key in a list is `<organ>/<entry>`. */
export interface Claim {
  readonly organ: OrganId
  readonly entry: string
  /** The version of the base entry it was last settled against. */
  readonly baseVersion: number
  readonly state: ClaimState
  /** Why this level has no such function (本级无此职能). */
  readonly reason: string | null
  readonly item: ItemId | null
  /** By when this organ must answer, or settle the newest revision; null once settled. */
  readonly due: LocalDate | null
  readonly by: PersonId
  readonly atMs: number
}
