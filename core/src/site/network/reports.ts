import { childSites, currentSite } from '../../domain/roster-view.js'
import { liesBehind } from '../../domain/tree.js'
import type { SiteId } from '../../domain/values.js'
import type { LineEvent } from '../../store/link/line-story.js'
import type { SiteReport } from '../../wire/frame.js'
import { mayBeChild } from '../links/linked-children.js'
import { maintenanceOf } from '../maintenance.js'
import type { Site } from '../site.js'
import type { KnownReport } from './presence.js'

/** As much of a link as is told of it; the program that drives links hands it in. */
export interface LineState {
  readonly peer: SiteId
  readonly state: 'down' | 'greeting' | 'running' | 'closed'
  readonly sinceMs: number
  readonly reason: string | null
  readonly peerFacts: { readonly programVersion: string; readonly rosterVersion: number } | null
  readonly offset: { readonly offsetMs: number; readonly uncertaintyMs: number } | null
  readonly lanes: readonly {
    readonly written: number
    readonly acknowledged: number
    readonly received: number
    readonly peerWritten: number
  }[]
  readonly lastHeardMs: number | null
  readonly peerInMaintenance: boolean
}

export type Lines = ReadonlyMap<SiteId, LineState>

export function linesOf(states: readonly LineState[]): Lines {
  return new Map(states.map((state) => [state.peer, state]))
}

/** What this site tells its parent: of itself, and, where it is a gateway, of every site below it. */
export function reportsUp(site: Site, lines: Lines): readonly SiteReport[] {
  const below = childSites(site.roster, site.id).flatMap((child) => knownReport(site, child, lines)?.report ?? [])
  return [ownReport(site, lines), ...below]
}

/** What a neighbour says of itself or of sites on its side is kept; anything else is no business of its. */
export function takeReports(site: Site, from: SiteId, reports: readonly SiteReport[]): void {
  if (!mayBeChild(site, from)) return
  const believed = reports.filter(({ site: about }) => about === from || liesBehind(site.roster, site.id, from, about))
  const news = believed.filter((report) => site.presence.heard(from, report))
  const ofOthers = believed.filter(({ site: about }) => about !== from)
  noteLines(
    site,
    ofOthers.map(({ site: about, running, reason, sinceMs: atMs }) => ({ about, running, reason, atMs, toldBy: from })),
  )
  if (news.length > 0) site.changes.ring(new Set(['links']))
}

/** What is known of a site's line and machine; null where nothing ever was. */
export function knownReport(site: Site, about: SiteId, lines: Lines): KnownReport | null {
  if (about === site.id) return { report: ownReport(site, lines), toldBy: null }
  if (currentSite(site.roster, about)?.parent !== site.id) return site.presence.told(about)
  const line = lines.get(about) ?? null
  const report = line === null ? unmet(site, about) : ofChild(site, line)
  return report === null ? null : { report, toldBy: null }
}

/** Seen from here, with what the site said of itself. */
function ofChild(site: Site, line: LineState): SiteReport {
  const { peer, state, sinceMs, reason, peerFacts, offset, lastHeardMs } = line
  const own = site.presence.told(peer)?.report ?? null
  const remembered = site.store.links.get(peer)
  const running = state === 'running'
  const sum = (of: (lane: LineState['lanes'][number]) => number) => line.lanes.reduce((count, lane) => count + of(lane), 0)
  return {
    site: peer,
    running,
    sinceMs: running ? sinceMs : downSince(site, peer, lastHeardMs ?? remembered?.heardMs ?? null),
    heardMs: lastHeardMs ?? remembered?.heardMs ?? null,
    reason: running ? null : reason,
    waitingUp: Math.max(0, running ? sum((lane) => lane.peerWritten - lane.received) : (own?.waitingUp ?? 0)),
    waitingDown: Math.max(
      0,
      sum((lane) => lane.written - lane.acknowledged),
    ),
    oldestMs: oldestFor(site, peer),
    offset: offset ?? rememberedOffset(remembered),
    programVersion: peerFacts?.programVersion ?? own?.programVersion ?? null,
    rosterVersion: Math.max(peerFacts?.rosterVersion ?? 0, own?.rosterVersion ?? 0),
    maintenance: line.peerInMaintenance,
    onlyHere: own?.onlyHere ?? null,
    asOfMs: site.clock.now().estimateMs,
  }
}

/** Not met since this program started: what the store remembers. */
function unmet(site: Site, about: SiteId): SiteReport | null {
  const remembered = site.store.links.get(about)
  if (remembered === null) return null
  const marks = site.store.lanes.exists(about) ? site.store.lanes.marks(about) : []
  return {
    site: about,
    running: false,
    sinceMs: downSince(site, about, remembered.heardMs),
    heardMs: remembered.heardMs,
    reason: remembered.stopped,
    waitingUp: 0,
    waitingDown: marks.reduce((count, { written, acknowledged }) => count + written - acknowledged, 0),
    oldestMs: oldestFor(site, about),
    offset: rememberedOffset(remembered),
    programVersion: null,
    rosterVersion: 0,
    maintenance: false,
    onlyHere: null,
    asOfMs: site.clock.now().estimateMs,
  }
}

function rememberedOffset(link: { readonly offsetMs: number | null; readonly uncertaintyMs: number | null } | null) {
  if (link === null || link.offsetMs === null) return null
  return { offsetMs: link.offsetMs, uncertaintyMs: link.uncertaintyMs ?? 0 }
}

/** A redial that fails begins no new silence: since the line went, else since the last word. */
function downSince(site: Site, about: SiteId, heardMs: number | null): number | null {
  const last = site.store.lineStory.last(about)
  return last?.word === 'down' ? last.atMs : (heardMs ?? last?.atMs ?? null)
}

function oldestFor(site: Site, peer: SiteId): number | null {
  if (!site.store.lanes.exists(peer)) return null
  const oldest = (['case', 'bulk'] as const).flatMap((lane) => site.store.lanes.outgoing(peer, lane, 1).map(({ atMs }) => atMs))
  return oldest.length === 0 ? null : Math.min(...oldest)
}

/** What a site says of itself: only it knows what no other site holds. */
function ownReport(site: Site, lines: Lines): SiteReport {
  const { estimateMs } = site.clock.now()
  const up = site.parent === null ? null : (lines.get(site.parent) ?? null)
  const offset = site.parent === null ? { offsetMs: 0, uncertaintyMs: 0 } : null
  return {
    site: site.id,
    running: site.parent === null || up?.state === 'running',
    sinceMs: up?.sinceMs ?? null,
    heardMs: estimateMs,
    reason: up?.state === 'running' ? null : (up?.reason ?? null),
    waitingUp: waitingFor(site, site.parent),
    waitingDown: 0,
    oldestMs: site.parent === null ? null : oldestFor(site, site.parent),
    offset,
    programVersion: site.options.programVersion,
    rosterVersion: site.roster.version,
    maintenance: maintenanceOf(site) !== null,
    onlyHere: countOnlyHere(site),
    asOfMs: estimateMs,
  }
}

function waitingFor(site: Site, peer: SiteId | null): number {
  if (peer === null || !site.store.lanes.exists(peer)) return 0
  return site.store.lanes.marks(peer).reduce((count, { written, acknowledged }) => count + written - acknowledged, 0)
}

/** A station with a longer queue has not been heard of for days; the count then says "as many or more". */
const COUNTED = 500

/** Looked for among what the parent has not acknowledged: a list of a million cases is not gone through at every beat. */
function countOnlyHere(site: Site): number {
  const { parent } = site
  if (parent === null || !site.store.lanes.exists(parent)) return 0
  const cases = site.store.lanes
    .outgoing(parent, 'case', COUNTED)
    .flatMap(({ kind, ref }) => (kind === 'event' ? (site.store.events.at(ref)?.caseId ?? []) : []))
  const caseIds = [...new Set(cases)]
  if (caseIds.length === 0) return 0
  return [...site.store.caseList.countByStage({ caseIds, onlyHere: true }).values()].reduce((sum, count) => sum + count, 0)
}

/** What became of a line. */
export interface LineNews {
  readonly about: SiteId
  readonly running: boolean
  readonly reason: string | null
  /** null: now. */
  readonly atMs: number | null
  readonly toldBy: SiteId
}

/** Enters in the line's story what is another word than the last. Not synced: nothing rests on it. */
export function noteLine(site: Site, news: LineNews): void {
  noteLines(site, [news])
}

/** Of many lines at once: a gateway whose own line is back tells of all below it. */
function noteLines(site: Site, all: readonly LineNews[]): void {
  const events = all.map((news) => eventOf(site, news))
  if (!events.some(({ site: about, word }) => site.store.lineStory.last(about)?.word !== word)) return
  site.store.note(() => {
    for (const event of events) site.store.lineStory.note(event)
  })
}

function eventOf(site: Site, { about, running, reason, atMs, toldBy }: LineNews): LineEvent {
  const word = running ? 'up' : 'down'
  return { site: about, atMs: atMs ?? site.clock.now().estimateMs, word, reason: running ? null : reason, toldBy }
}
