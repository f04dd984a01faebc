import { readReceipt, type ReceiptCode } from '../../domain/documents/receipt-code.js'
import type { FaultCode } from '../../domain/fault.js'
import type { CaseScope } from '../../store/projections/case-scope.js'
import { loadCase } from '../execute.js'
import { isQueryCode } from '../intake/receipt.js'
import { shownToPublic, type PublicCase } from '../public/shown.js'
import { caseLine, type CaseLine } from '../query/cases.js'
import { codeOfAbsentCase } from '../requests/not-here-yet.js'
import type { Site } from '../site.js'

/** What a receipt says by itself, in words where the item is known here. */
export interface SaidByReceipt {
  readonly number: string
  readonly registeredMs: number
  readonly item: { readonly id: string; readonly version: number; readonly name: string | null; readonly offered: boolean }
  readonly papers: readonly {
    readonly name: string
    readonly originals: number
    readonly copies: number
    readonly scan: boolean
  }[]
}

/** What a scan or a typed number found. */
export interface Scanned {
  readonly asOfMs: number
  readonly number: string
  /** null where a number was typed, or the barcode alone was scanned. */
  readonly receipt: SaidByReceipt | null
  /** Those whoever asks may open. */
  readonly cases: readonly CaseLine[]
  /** State and next step for the receipt's holder, whosever case it is; null without its code, or where the case is not here. */
  readonly shown: Omit<PublicCase, 'kind'> | null
  /** Why nothing of the case is here; null where something is. */
  readonly absent: FaultCode | null
  /** A bag of that barcode has originals here. */
  readonly bag: string | null
}

/** 扫码: any station answers for any receipt as far as it knows, and says plainly where that ends. */
export function readScan(site: Site, text: string, scope: CaseScope): Scanned {
  const receipt = readReceipt(text)
  const number = receipt?.number ?? text.normalize('NFKC').trim().toUpperCase()
  const held = site.store.caseList.byNumber(number)
  const cases = site.store.caseList.byNumber(number, scope).map((view) => caseLine(site, view))
  return {
    asOfMs: site.clock.now().estimateMs,
    number,
    receipt: receipt === null ? null : said(site, receipt),
    cases,
    shown:
      receipt === null
        ? null
        : openedBy(
            site,
            receipt,
            held.map(({ caseId }) => caseId),
          ),
    absent: held.length > 0 ? null : codeOfAbsentCase(site, number),
    bag: site.store.originals.inBag(number).length > 0 ? number : null,
  }
}

/** Whoever holds the receipt is told what the public page would tell them. */
function openedBy(site: Site, { queryCode }: ReceiptCode, held: readonly string[]): Scanned['shown'] {
  if (queryCode === null) return null
  for (const caseId of held) {
    const state = loadCase(site, caseId)
    if (state === null || state.queryVerifier === null || !isQueryCode(state.queryVerifier, queryCode)) continue
    const { kind: _, ...shown } = shownToPublic(site, state)
    return shown
  }
  return null
}

function said(site: Site, { number, registeredMs, item: id, version, papers }: ReceiptCode): SaidByReceipt {
  const item = site.store.items.byVersion(id, version) ?? site.store.items.newest(id)
  const names = new Map((item?.materials ?? []).map((material) => [material.id, material.name]))
  return {
    number,
    registeredMs,
    item: { id, version, name: item?.name ?? null, offered: item !== null },
    papers: papers.map(({ material, ...sheets }) => ({ name: names.get(material) ?? material, ...sheets })),
  }
}
