import type { Site } from '../site.js'
import { auditNow, recordCounts } from './audit.js'
import { sayOwnHead, sendNew } from './news.js'
import { pruneAudit } from './prune.js'

/** Entries of so long go up together: soon enough that cutting the tail while the line is up cuts little. */
const EVERY_MS = 5_000

/** After a start there is enough to do; from then on daily, resting between pages. */
const PRUNE_AFTER_MS = 600_000
const PRUNE_EVERY_MS = 86_400_000
const PRUNE_REST_MS = 250

/**
 * Records the start, and sends this site's audit log, and those below it, upward as they grow; a round that fails is made
 * again. Answers how to end it.
 */
export function keepAuditCopied(site: Site, onFailure: (error: unknown) => void): () => void {
  let cancel: (() => void) | null = null
  let ended = false
  let isStartRecorded = false
  const again = () => {
    if (cancel !== null || ended) return
    cancel = site.options.clock.setTimer(EVERY_MS, () => {
      cancel = null
      round(sendNew)
    })
  }
  const round = (send: (site: Site) => boolean) => {
    try {
      const isSent = site.transact(() => {
        if (!isStartRecorded) recordStart(site)
        recordCounts(site)
        return send(site)
      })
      isStartRecorded = true
      if (!isSent || site.floods.isCounting) again()
    } catch (error) {
      onFailure(error)
      again()
    }
  }
  site.store.onCommit(() => {
    if (site.store.audit.hasGrown()) again()
  })
  // A full disk keeps no program from starting.
  round(() => true)
  const endPruning = keepPruned(site, onFailure)
  return () => {
    ended = true
    endPruning()
    cancel?.()
  }
}

/** Once a day, a page at a time: whoever is at the counter never waits for it. */
function keepPruned(site: Site, onFailure: (error: unknown) => void): () => void {
  let work: Generator<number, number> | null = null
  let cancel = site.options.clock.setTimer(PRUNE_AFTER_MS, step)
  function step(): void {
    try {
      work ??= pruneAudit(site)
      if (work.next().done === true) work = null
    } catch (error) {
      work = null
      onFailure(error)
    }
    cancel = site.options.clock.setTimer(work === null ? PRUNE_EVERY_MS : PRUNE_REST_MS, step)
  }
  return () => cancel()
}

function recordStart(site: Site): void {
  sayOwnHead(site)
  const { programVersion } = site.options
  auditNow(site, { kind: 'site', person: null, place: null, subject: site.id, outcome: 'started', reason: programVersion })
}
