import type { CaseBody } from '../../domain/case/event.js'
import type { CaseState } from '../../domain/case/state.js'
import type { ReceiptCode } from '../../domain/documents/receipt-code.js'
import type { ItemVersion } from '../../domain/item.js'
import type { PlaceId } from '../../domain/values.js'
import { currentPlace } from '../../domain/roster-view.js'
import { organNamed, placeNamed } from '../query/names.js'
import type { Site } from '../site.js'
import type { DocumentText } from './templates.js'

/** One paper as documents list it; `sheets` in words. */
export interface ListedPaper {
  readonly name: string
  readonly originals: number
  readonly copies: number
  readonly scan: boolean
}

/** Everything a document says, in words; what it looks like is the page's business. */
export interface PrintedDocument {
  readonly text: DocumentText
  readonly values: ReadonlyMap<string, string>
  readonly papers: readonly ListedPaper[]
  /** What a supplement asks for; empty for every other document. */
  readonly asked: readonly string[]
  readonly rota: readonly string[]
  /** null: no case yet. */
  readonly number: string | null
  readonly code: ReceiptCode | null
}

/** What an event says, at which legal time and by which desk. */
export interface Told {
  readonly body: CaseBody
  readonly atMs: number
  readonly by: PlaceId
}

/** What a document is made from; bodies by their type, the newest of each. */
export interface CaseFacts {
  readonly state: CaseState
  readonly item: ItemVersion | null
  readonly itemName: string
  readonly onlyHere: boolean
  readonly bodies: ReadonlyMap<string, Told>
  readonly applicant: string
  readonly queryCode: string | null
}

/** The place that serves the villager, with its number. */
export function servingPlace(site: Site, { servicePlace }: CaseState): { readonly name: string; readonly phone: string } {
  const { name } = placeNamed(site, servicePlace)
  return { name, phone: currentPlace(site.roster, servicePlace)?.phone ?? '' }
}

/** The organ an event was written for, else the item's. */
export function organOf(site: Site, { bodies, item }: CaseFacts): string {
  const written = ['decided', 'not-accepted', 'accepted', 'submitted'].flatMap((type) => {
    const body = bodies.get(type)?.body
    return body !== undefined && 'organ' in body && body.organ !== null ? [body.organ] : []
  })
  return organNamed(site, written[0] ?? item?.organ ?? null)?.name ?? '村(社区)便民服务站'
}
