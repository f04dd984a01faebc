import type { FaultCode } from '../domain/fault.js'
import type { SiteId } from '../domain/values.js'
import type { Clock } from '../runtime/clock.js'
import type { LogFacts } from '../runtime/log-fields.js'
import { loop, type LoopFailure } from '../runtime/loop.js'
import type { Logger } from '../runtime/logger.js'
import type { Scope } from '../runtime/scope.js'
import { wait } from '../runtime/wait.js'
import { knownMachine } from '../site/enrolment/known-machine.js'
import type { LinkLedger, PapersChange, SelfDescription } from '../site/ledger.js'
import { auditNow } from '../site/audit/audit.js'
import { keepAuditCopied } from '../site/audit/keep.js'
import { keepCatalogue } from '../site/catalogue/upkeep.js'
import { linkLedger } from '../site/links/link-ledger.js'
import { mayBeChild } from '../site/links/linked-children.js'
import { linesOf, noteLine, reportsUp, takeReports } from '../site/network/reports.js'
import { eraseDelivered } from '../site/erasure/erase.js'
import { pruneLanes } from '../site/links/prune.js'
import { paperLedger } from '../site/links/paper-ledger.js'
import { Site } from '../site/site.js'
import { wake } from '../site/wake.js'
import { openStore } from '../store/open.js'
import { keepRotating } from '../store/secrets/keep-rotating.js'
import type { RotationProgress } from '../store/secrets/rotation.js'
import { keyFileBeside, usualKeyFile } from '../store/secrets/key-file.js'
import type { Signer } from '../wire/catalogue/signing.js'
import { BODY_TYPES } from '../wire/event.js'
import { randomHex } from '../wire/hash.js'
import type { Dialler } from './channel.js'
import { LinkHub } from './hub.js'
import { LinkJournal } from './link-journal.js'
import type { LinkStatus } from './status.js'

/** Who a program is and where it keeps what it knows. */
export interface LinkedSiteOptions {
  readonly site: SiteId
  readonly tier: 'city' | 'county' | 'edge'
  readonly generation: number
  /** The site dialled; null for the city. */
  readonly parent: SiteId | null
  readonly dataFolder: string
  /** Where the store's key lies; null: where it usually does; absent: beside the folder. */
  readonly storeKeyFile?: string | null
  readonly sealKey: Uint8Array
  /** Signs what a gateway publishes; null where there is no such key. */
  readonly signer: Signer | null
  /** Large parts of lists come from the parent beside the lanes. */
  readonly contentsAside?: boolean
  /** The key a gateway shares with that one; absent at an edge agent. */
  readonly linkKey?: (peer: SiteId) => Uint8Array | null
  readonly programVersion: string
  readonly clock: Clock
  readonly logger: Logger
  /** Who is trusted may have changed; links with whom is not any more have been stopped. */
  readonly onTrustChanged?: () => void
}

/** A site with its store open and its links ready for connections. */
export interface LinkedSite {
  readonly site: Site
  readonly hub: LinkHub
}

/** Papers are moved to their files for so long when a program ends; a batch more fits the time a step of the scope has. */
const SETTLE_MS = 2_000

/** Opens a store, puts a site over it and links around it; the scope closes links first, then the store. */
export function openLinkedSite(options: LinkedSiteOptions, scope: Scope): LinkedSite {
  const { clock, logger } = options
  const { dataFolder, storeKeyFile = keyFileBeside(dataFolder) } = options
  const store = openStore(dataFolder, { keyFile: storeKeyFile ?? usualKeyFile(dataFolder) })
  scope.add('store', () => store.close())
  scope.add('papers', () => store.settle(AbortSignal.timeout(SETTLE_MS)))
  const rotation = store.keyRotation()
  const rotating = {
    told: (said: string, progress: RotationProgress) => {
      logger.info(said, { part: 'store', ...progress })
      site.transact(() =>
        auditNow(site, { kind: 'key', person: null, place: null, subject: site.id, outcome: said, reason: null }),
      )
    },
    failed: (error: unknown) => logger.warn('upkeep failed', { part: 'store', error }),
  }
  const alarm = (code: FaultCode, facts: LogFacts) => logger.error('a person must look', { code, ...facts })
  store.onMoveFailed(({ code, detail }) => alarm(code, { reason: detail }))
  const notices = {
    written: (peers: ReadonlySet<SiteId>) => hub.poke(peers),
    papersChanged: (change: PapersChange) => hub.papersChanged(change),
    trustChanged: () => {
      stopUntrusted(site, hub)
      options.onTrustChanged?.()
    },
    alarm,
  }
  const site: Site = new Site({ ...options, bodyTypes: BODY_TYPES, store, randomHex, notify: notices })
  const journal = new LinkJournal(logger.child({ part: 'link' }), options.parent)
  const instance = randomHex()
  const ledger = linkLedger(site)
  const hub: LinkHub = new LinkHub({
    self: () => describe(site, instance),
    ledger: {
      ...ledger,
      measured: (...measured) => (ledger.measured(...measured), journal.measured(measured[0], measured[1])),
      ...reporting(site, () => hub.status()),
    },
    papers: paperLedger(site),
    clock,
    reckonedClock: reckonedClock(site, clock),
    random: Math.random,
    newLinkId: randomHex,
    onStatus: (status) => followStatus(site, journal, status),
    onBug: (peer, error) => logger.error('a link met a bug', { part: 'link', peer, code: 'internal/bug', error }),
  })
  scope.add('links', () => hub.close())
  scope.add(
    'catalogue',
    keepCatalogue(site, (error) => logger.warn('upkeep failed', { part: 'store', error })),
  )
  scope.add(
    'audit',
    keepAuditCopied(site, (error) => logger.warn('upkeep failed', { part: 'store', error })),
  )
  // Only now: what it settles may be announced to the links.
  wake(site)
  if (rotation !== null) scope.add('keys', keepRotating(rotation, clock, rotating))
  return { site, hub }
}

/** What this site says of sites to its parent, and takes from those below. */
function reporting(site: Site, states: () => readonly LinkStatus[]): Pick<LinkLedger, 'siteReports' | 'siteReported'> {
  return {
    siteReports: (peer, isFirst) =>
      peer === site.parent ? site.presence.toSay(reportsUp(site, linesOf(states())), isFirst) : [],
    siteReported: (peer, reports) => takeReports(site, peer, reports),
  }
}

function followStatus(site: Site, journal: LinkJournal, status: LinkStatus): void {
  journal.note(status)
  site.changes.ring(new Set(['links']))
  noteStatus(site, status)
}

/** The life of a line below, for whoever looks after it; that this program ends is no news of a site. */
function noteStatus(site: Site, { peer, state, reason }: LinkStatus): void {
  if (state === 'greeting' || reason === 'closing' || !mayBeChild(site, peer)) return
  noteLine(site, { about: peer, running: state === 'running', reason, atMs: null, toldBy: site.id })
}

/** Keeps a session to the parent alive until the scope closes. */
export function keepDialling(hub: LinkHub, parent: SiteId, dialler: Dialler, scope: Scope): void {
  const stop = new AbortController()
  const running = hub.runDialler(parent, dialler, stop.signal)
  scope.add('dialler', async () => {
    stop.abort()
    await running
  })
}

/** Upkeep looks around so often, and rests so long between two pieces of its work. */
const UPKEEP_EVERY_MS = 3_600_000
const UPKEEP_REST_MS = 200
const DAY_MS = 86_400_000

/** Forgets, until the scope closes, what links need no more, and at a station what others keep; a round that fails is made again an hour later. */
export function keepUp(
  site: Site,
  retentionDays: number,
  { clock, logger }: Pick<LinkedSiteOptions, 'clock' | 'logger'>,
  scope: Scope,
): void {
  const stop = new AbortController()
  const { signal } = stop
  const step = async () => {
    for (const work of [pruneLanes(site, retentionDays * DAY_MS), eraseDelivered(site)]) {
      for (const _ of work) {
        await wait(clock, UPKEEP_REST_MS, signal)
        if (signal.aborted) return
      }
    }
  }
  const onFailure = ({ error, failureCount, retryAfterMs }: LoopFailure) =>
    logger.warn('upkeep failed', { part: 'store', error, failureCount, retryAfterMs })
  const backOff = { firstMs: UPKEEP_EVERY_MS, longestMs: UPKEEP_EVERY_MS }
  const running = loop({ name: 'upkeep', signal, step, pauseMs: UPKEEP_EVERY_MS, onFailure, backOff, clock })
  scope.add('upkeep', async () => {
    stop.abort()
    await running
  })
}

/** The parent does not let this site link up because its key should have been changed by now. */
export function isOverdueAt(hub: LinkHub, parent: SiteId): boolean {
  return hub.status().some(({ peer, reason }) => peer === parent && reason === 'link/renewal-overdue')
}

/** A neighbour that was cut off is told so, and hears nothing more; a parent is a neighbour too. */
function stopUntrusted(site: Site, hub: LinkHub): void {
  for (const { peer } of hub.status()) {
    if ((knownMachine(site, peer)?.trust.revokedMs ?? null) !== null) hub.stop(peer, 'link/revoked', peer)
  }
}

/** Children measure their clocks against the best estimate of true time, not against a gateway's own clock. */
function reckonedClock(site: Site, clock: Clock): Clock {
  return {
    nowMs: () => site.clock.now().estimateMs,
    monotonicMs: () => clock.monotonicMs(),
    setTimer: (afterMs, run) => clock.setTimer(afterMs, run),
  }
}

function describe(site: Site, instance: string): SelfDescription {
  const { generation, programVersion, bodyTypes } = site.options
  return {
    site: site.id,
    store: site.store.id,
    generation,
    instance,
    programVersion,
    bodyTypes,
    rosterVersion: site.roster.version,
  }
}
