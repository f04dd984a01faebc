import { refused, type Refusal } from '../../domain/decider.js'
import type { FaultCode } from '../../domain/fault.js'
import type { CaseId, MaterialId, PlaceId, RequestId } from '../../domain/values.js'
import { sha256Hex } from '../../wire/hash.js'
import { type Acting, actOnCase, type CounterAct } from '../act.js'
import { caseNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { findBag } from './bag.js'

/** One original of one case. */
export interface Original {
  readonly caseId: CaseId
  readonly material: MaterialId
}

/** How it went with the originals of one case; `requested` waits for whoever holds the case. */
export interface CaseHanded {
  readonly caseId: CaseId
  readonly number: string
  readonly itemName: string
  readonly outcome: 'done' | 'requested' | 'refused'
  readonly code: FaultCode | null
  readonly detail: string
}

export interface BagHanded {
  readonly bag: string
  readonly cases: readonly CaseHanded[]
}

interface Making {
  readonly requestId: RequestId
  readonly to: PlaceId
  readonly papers: readonly Original[]
  /** The barcode of the bag they came in, where the whole bag goes on; null makes a new one. */
  readonly bag: string | null
}

/** 装袋移交: one bag, one act for each case in it; sent again under its id nothing is done twice. */
export async function makeBag(site: Site, acting: Acting, { requestId, to, papers, bag: kept }: Making): Promise<BagHanded> {
  const bag = kept ?? barcodeOf(requestId)
  const cases = await eachCase(site, acting, requestId, papers, (materials) => ({ act: 'hand-on-originals', materials, to, bag }))
  return { bag, cases }
}

/** 扫码签收: everything the bag lists, but for what is named as missing. */
export async function receiveBag(
  site: Site,
  acting: Acting,
  { requestId, bag, missing }: { readonly requestId: RequestId; readonly bag: string; readonly missing: readonly Original[] },
): Promise<BagHanded | Refusal> {
  const listed = site.store.originals.inBag(bag).filter(({ to }) => to === acting.place)
  if (listed.length === 0) return refused(findBag(site, acting.place, bag) === null ? 'bag/unknown' : 'bag/not-for-here', bag)
  const isMissing = (one: Original) => missing.some(({ caseId, material }) => caseId === one.caseId && material === one.material)
  const stranger = missing.find(
    ({ caseId, material }) => !listed.some((one) => one.caseId === caseId && one.material === material),
  )
  if (stranger !== undefined) return refused('input/invalid', stranger.material)
  const cases = await eachCase(site, acting, requestId, listed, (materials, caseId) => ({
    act: 'receive-originals',
    bag,
    materials: materials.filter((material) => !isMissing({ caseId, material })),
    missing: materials.filter((material) => isMissing({ caseId, material })),
  }))
  return { bag, cases }
}

/** Short enough for a slip of 80 mm, and never given twice. */
function barcodeOf(requestId: RequestId): string {
  return `JJ${sha256Hex(Buffer.from(requestId)).slice(0, 14).toUpperCase()}`
}

async function eachCase(
  site: Site,
  acting: Acting,
  requestId: RequestId,
  originals: readonly Original[],
  actOf: (materials: readonly MaterialId[], caseId: CaseId) => CounterAct,
): Promise<readonly CaseHanded[]> {
  const byCase = new Map<CaseId, MaterialId[]>()
  for (const { caseId, material } of originals) byCase.set(caseId, [...(byCase.get(caseId) ?? []), material])
  // All at once: they share a commit.
  return Promise.all(
    [...byCase].map(async ([caseId, materials]): Promise<CaseHanded> => {
      const own = sha256Hex(Buffer.from(`${requestId} ${caseId}`)).slice(0, 32)
      const outcome = await actOnCase(site, { caseId, act: actOf(materials, caseId), acting, requestId: own })
      const told = outcome.kind === 'refused' ? { code: outcome.code, detail: outcome.detail } : { code: null, detail: '' }
      return { ...caseNamed(site, caseId), outcome: outcome.kind, ...told }
    }),
  )
}
