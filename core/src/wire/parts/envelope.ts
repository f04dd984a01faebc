import type { After, Answer, QueryVerifier, Stage } from '../../domain/case/event.js'
import type { Epoch } from '../../domain/epoch.js'
import { isFaultCode } from '../../domain/fault.js'
import type { ItemRef } from '../../domain/item.js'
import type { Actor, ClockKnowledge, EventTime, Level, PaperRef } from '../../domain/values.js'
import * as gen from '../gen/liandong/event/v1/event.js'
import { hashBytes, hashHex } from '../hash.js'
import * as check from './checks.js'

const NO_BYTES = new Uint8Array(0)

const levels: Readonly<Record<Level, true>> = { city: true, county: true, township: true, village: true }

/** Fixed with format 1: a further stage is a further format, since lists and routing of every version read it. */
const stages: Readonly<Record<Stage, true>> = {
  registered: true,
  submitted: true,
  supplementing: true,
  accepted: true,
  'not-accepted': true,
  reviewing: true,
  decided: true,
  delivered: true,
  completed: true,
  withdrawn: true,
}

const clockNumbers: Readonly<Record<ClockKnowledge, gen.ClockKnowledge>> = {
  reference: gen.ClockKnowledge.CLOCK_KNOWLEDGE_REFERENCE,
  measured: gen.ClockKnowledge.CLOCK_KNOWLEDGE_MEASURED,
  carried: gen.ClockKnowledge.CLOCK_KNOWLEDGE_CARRIED,
  unsure: gen.ClockKnowledge.CLOCK_KNOWLEDGE_UNSURE,
}
const clockWords = new Map(Object.entries(clockNumbers).map(([word, number]) => [number, word as ClockKnowledge]))

export function toEpoch(epoch: Epoch): gen.Epoch {
  return { seizures: epoch.seizures, tier: epoch.tier, moves: epoch.moves }
}

export function fromEpoch(epoch: gen.Epoch | undefined): Epoch {
  const { seizures, tier, moves } = check.present(epoch, 'epoch')
  return tier <= 2 ? { seizures, tier, moves } : check.unfit('epoch.tier')
}

export function toAuthor(actor: Actor): gen.Author {
  return {
    site: actor.site,
    store: actor.store,
    person: actor.person,
    place: actor.place,
    organ: actor.organ ?? '',
    level: actor.level,
    mandate: actor.mandate === null ? NO_BYTES : hashBytes(actor.mandate),
    rosterVersion: actor.rosterVersion,
  }
}

export function fromAuthor(author: gen.Author | undefined): Actor {
  const known = check.present(author, 'author')
  return {
    site: check.id(known.site, 'author.site'),
    store: check.id(known.store, 'author.store'),
    person: check.id(known.person, 'author.person'),
    place: check.id(known.place, 'author.place'),
    organ: check.optionalId(known.organ, 'author.organ'),
    level: check.choice(known.level, levels, 'author.level'),
    mandate: check.optionalHash(known.mandate, 'author.mandate'),
    rosterVersion: known.rosterVersion,
  }
}

export function toTimes(time: EventTime): gen.Times {
  return {
    rawMs: time.rawMs,
    estimateMs: time.estimateMs,
    known: clockNumbers[time.known],
    legalMs: time.legalMs,
  }
}

export function fromTimes(times: gen.Times | undefined): EventTime {
  const known = check.present(times, 'times')
  return {
    rawMs: check.ms(known.rawMs, 'times.raw_ms'),
    estimateMs: check.ms(known.estimateMs, 'times.estimate_ms'),
    known: check.present(clockWords.get(known.known), 'times.known'),
    legalMs: check.ms(known.legalMs, 'times.legal_ms'),
  }
}

export function toPaper(paper: PaperRef): gen.Paper {
  return { hash: hashBytes(paper.hash), sizeBytes: paper.sizeBytes }
}

export function toOptionalPaper(paper: PaperRef | null): gen.Paper | undefined {
  return paper === null ? undefined : toPaper(paper)
}

export function fromPaper(paper: gen.Paper | undefined, field: string): PaperRef {
  const known = check.present(paper, field)
  return { hash: check.hash(known.hash, field), sizeBytes: check.positive(known.sizeBytes, field) }
}

export function fromOptionalPaper(paper: gen.Paper | undefined, field: string): PaperRef | null {
  return paper === undefined ? null : fromPaper(paper, field)
}

export function fromPapers(papers: readonly gen.Paper[]): readonly PaperRef[] {
  return papers.map((paper) => fromPaper(paper, 'papers'))
}

export function toAfter(after: After): gen.After {
  return {
    custodian: after.custodian,
    path: [...after.path],
    participants: [...after.participants],
    originSite: after.originSite,
    originPlace: after.originPlace,
    serviceSite: after.serviceSite,
    servicePlace: after.servicePlace,
    stage: after.stage,
    item: { id: after.item.id, version: after.item.version, digest: hashBytes(after.item.digest) },
  }
}

export function fromAfter(after: gen.After | undefined): After {
  const known = check.present(after, 'after')
  return {
    custodian: check.id(known.custodian, 'after.custodian'),
    path: check.idList(known.path, 'after.path'),
    participants: check.idList(known.participants, 'after.participants'),
    originSite: check.id(known.originSite, 'after.origin_site'),
    originPlace: check.id(known.originPlace, 'after.origin_place'),
    serviceSite: check.id(known.serviceSite, 'after.service_site'),
    servicePlace: check.id(known.servicePlace, 'after.service_place'),
    stage: check.choice(known.stage, stages, 'after.stage'),
    item: fromItem(known.item),
  }
}

function fromItem(item: gen.ItemRef | undefined): ItemRef {
  const known = check.present(item, 'after.item')
  return {
    id: check.id(known.id, 'after.item.id'),
    version: check.positive(known.version, 'after.item.version'),
    digest: check.hash(known.digest, 'after.item.digest'),
  }
}

export function toAnswer(answer: Answer | null): gen.Answer | undefined {
  if (answer === null) return undefined
  return {
    requestId: answer.requestId,
    bodyHash: hashBytes(answer.bodyHash),
    refusalCode: answer.refusal?.code ?? '',
    refusalDetail: answer.refusal?.detail ?? '',
  }
}

/** A code this version does not know is shown as `request/unknown-act`, with the code in its detail. */
export function fromAnswer(answer: gen.Answer | undefined): Answer | null {
  if (answer === undefined) return null
  const code = check.text(answer.refusalCode, 'answer.refusal_code')
  const detail = check.words(answer.refusalDetail, 'answer.refusal_detail')
  return {
    requestId: check.hexId(answer.requestId, 'answer.request_id'),
    bodyHash: check.hash(answer.bodyHash, 'answer.body_hash'),
    refusal: code === '' ? null : refusal(code, detail),
  }
}

function refusal(code: string, detail: string): NonNullable<Answer['refusal']> {
  return isFaultCode(code) ? { code, detail } : { code: 'request/unknown-act', detail: `${code} ${detail}`.trim() }
}

export function toVerifier(verifier: QueryVerifier | null): gen.QueryVerifier | undefined {
  if (verifier === null) return undefined
  const { scheme, salt, digest } = verifier
  return { scheme, salt: hashBytes(salt), digest: hashBytes(digest) }
}

/** A scheme of a later version cannot be checked here, so it counts as none. */
export function fromVerifier(verifier: gen.QueryVerifier | undefined): QueryVerifier | null {
  if (verifier === undefined || verifier.scheme !== 'sha256-salted') return null
  if (verifier.salt.byteLength < 16 || verifier.salt.byteLength > 64) check.unfit('query_verifier.salt')
  return {
    scheme: 'sha256-salted',
    salt: hashHex(verifier.salt),
    digest: check.hash(verifier.digest, 'query_verifier.digest'),
  }
}
