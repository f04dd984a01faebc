import type { Answer, CaseBody, CaseEvent, Stage, UnknownBody } from '../../domain/case/event.js'
import type { Epoch } from '../../domain/epoch.js'
import { rightGone } from '../../domain/rights/gone.js'
import type { CaseId, EventTime, PaperRef, RequestId } from '../../domain/values.js'
import type { StoredEvent } from '../../store/event-log.js'
import { decodeEvent } from '../../wire/event.js'
import type { Site } from '../site.js'
import { type Named, organNamed, personNamed, placeNamed, siteNamed } from './names.js'

/** One event as a case's page shows it: what, by whom, when by which clock, and from where it came. */
export interface HistoryEntry {
  readonly sequence: number
  readonly hash: string
  readonly epoch: Epoch
  readonly body: CaseBody | UnknownBody
  readonly time: EventTime
  readonly by: {
    readonly person: Named
    readonly place: Named
    readonly organ: Named | null
    readonly site: Named
    readonly store: string
    readonly rosterVersion: number
  }
  /** The neighbour it came from, and when by this machine's clock; null when it was written here. */
  readonly receivedFrom: Named | null
  readonly receivedMs: number
  readonly stage: Stage
  readonly custodian: Named
  readonly papers: readonly PaperRef[]
  readonly answer: { readonly requestId: RequestId; readonly refusal: Answer['refusal'] } | null
  /** The roster version that had taken the author's right away when this was done; null: nothing to look at. */
  readonly rightGone: number | null
}

/** The branch that stands, first event first. */
export function historyOf(site: Site, caseId: CaseId): HistoryEntry[] {
  return site.store.cases.standing(caseId).map((row) => entryOf(site, row))
}

/** Rows on branches that do not stand: kept, relayed, and for a person to look at. */
export function setAsideOf(site: Site, caseId: CaseId): HistoryEntry[] {
  return site.store.cases.setAside(caseId).map((row) => entryOf(site, row))
}

function entryOf(site: Site, row: StoredEvent): HistoryEntry {
  const event = decodeEvent(row.bytes)
  const { answer } = event
  return {
    sequence: event.sequence,
    hash: row.hash,
    epoch: event.epoch,
    body: event.body,
    time: event.time,
    by: authorOf(site, event),
    receivedFrom: row.source === null ? null : siteNamed(site, row.source),
    receivedMs: row.atMs,
    stage: event.after.stage,
    custodian: siteNamed(site, event.after.custodian),
    papers: event.papers,
    rightGone: rightGone(event, site.roster)?.version ?? null,
    answer: answer === null ? null : { requestId: answer.requestId, refusal: answer.refusal },
  }
}

function authorOf(site: Site, { author }: CaseEvent): HistoryEntry['by'] {
  return {
    person: personNamed(site, author.person),
    place: placeNamed(site, author.place),
    organ: organNamed(site, author.organ),
    site: siteNamed(site, author.site),
    store: author.store,
    rosterVersion: author.rosterVersion,
  }
}
