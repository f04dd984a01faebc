import type { CaseState } from '../../domain/case/state.js'
import { type CaseDocument, MANDATE_PAPER } from '../../domain/documents/kinds.js'
import type { ReceiptCode } from '../../domain/documents/receipt-code.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { maskName } from '../../domain/people/mask.js'
import type { CaseId } from '../../domain/values.js'
import { decodeEvent } from '../../wire/event.js'
import type { Acting } from '../act.js'
import { seesUnmasked } from '../audit/views.js'
import { loadCase, pinnedItem } from '../execute.js'
import { isQueryCode, queryCodeOf } from '../intake/receipt.js'
import { readData } from '../query/papers.js'
import type { Site } from '../site.js'
import { applicantName } from './applicant-name.js'
import { caseValues } from './case-values.js'
import type { CaseFacts, ListedPaper, PrintedDocument, Told } from './facts.js'
import { textFor } from './templates.js'

/** A document of a case, as its item and its log have it; refused where the case is not that far. */
export function caseDocument(site: Site, caseId: CaseId, kind: CaseDocument, acting: Acting): PrintedDocument | Refusal {
  const facts = caseFacts(site, caseId, kind, acting)
  if ('code' in facts) return facts
  if (!isThere(facts, kind)) return refused('document/not-yet', kind)
  const { state } = facts
  const names = new Map((facts.item?.materials ?? []).map(({ id, name }) => [id, name]))
  const asked = facts.bodies.get('supplement-asked')?.body
  return {
    text: textFor(site, kind),
    values: caseValues(site, facts),
    papers: listed(state, names),
    asked: kind === 'supplement' && asked?.type === 'supplement-asked' ? asked.materials.map((id) => names.get(id) ?? id) : [],
    rota: [],
    number: state.number,
    code: codeOf(facts),
  }
}

/** The event each document tells of. */
const TELLS: Readonly<Record<CaseDocument, string>> = {
  receipt: 'registered',
  acceptance: 'accepted',
  supplement: 'supplement-asked',
  'non-acceptance': 'not-accepted',
  // Signed when the result is handed over: printed as soon as there is one.
  delivery: 'decided',
}

function isThere({ bodies }: CaseFacts, kind: CaseDocument): boolean {
  return bodies.has(TELLS[kind])
}

function caseFacts(site: Site, caseId: CaseId, kind: CaseDocument, acting: Acting): CaseFacts | Refusal {
  const state = loadCase(site, caseId)
  if (state === null) return refused('case/unknown', caseId)
  const view = site.store.caseList.get(caseId)
  const item = pinnedItem(site, state.item)
  const name = applicantName(readData(site, state, 'applicant')) ?? site.store.erasures.of(caseId)?.maskedName ?? ''
  const bodies = bodiesOf(site, caseId)
  const sees = seesUnmasked(site, caseId, acting) || isOwn(state, bodies.get(TELLS[kind]), acting)
  return {
    state,
    item,
    itemName: item?.name ?? view?.itemName ?? state.item.id,
    onlyHere: view?.onlyHere ?? false,
    bodies,
    applicant: sees ? name : maskName(name),
    queryCode: sees ? knownCode(site, state) : null,
  }
}

/** A notice names whom it is for at the desk that wrote it and at the one that hands it over, also when the case is over. */
function isOwn({ servicePlace }: CaseState, told: Told | undefined, { place }: Acting): boolean {
  return told !== undefined && told.body.type !== 'registered' && (place === servicePlace || place === told.by)
}

/** Made again where the case was registered; under another site's key it does not fit, and is known to the villager alone. */
function knownCode(site: Site, { caseId, queryVerifier }: CaseState): string | null {
  const code = queryCodeOf(site, caseId)
  return queryVerifier !== null && isQueryCode(queryVerifier, code) ? code : null
}

function bodiesOf(site: Site, caseId: CaseId): CaseFacts['bodies'] {
  const found = new Map<string, Told>()
  for (const { bytes } of site.store.cases.standing(caseId)) {
    const { body, time, author } = decodeEvent(bytes)
    if (body.type !== 'unknown') found.set(body.type, { body, atMs: time.legalMs, by: author.place })
  }
  return found
}

function listed(state: CaseState, names: ReadonlyMap<string, string>): readonly ListedPaper[] {
  return [...state.materials.values()].map(({ material, originals, copies, paper }) => ({
    name: material === MANDATE_PAPER ? '代办服务委托书' : (names.get(material) ?? material),
    ...{ originals, copies, scan: paper !== null },
  }))
}

function codeOf({ state, queryCode }: CaseFacts): ReceiptCode {
  const papers = [...state.materials.values()].map(({ material, originals, copies, paper }) => ({
    ...{ material, originals, copies, scan: paper !== null },
  }))
  const { number, registeredMs, item } = state
  return { number, queryCode, item: item.id, version: item.version, registeredMs, papers }
}
