import { createHash } from 'node:crypto'
import type { LinkHub } from '@liandong/core/link/hub.js'
import type { LinkStatus } from '@liandong/core/link/status.js'
import type { Clock } from '@liandong/core/runtime/clock.js'
import type { LogFacts } from '@liandong/core/runtime/log-fields.js'
import type { LinkLedger, PaperLedger } from '@liandong/core/site/ledger.js'
import type { Site } from '@liandong/core/site/site.js'
import type { Store } from '@liandong/core/store/store.js'
import { signerFor } from '../../core/src/site/lists.testing.js'
import { decodeProof } from '@liandong/core/wire/catalogue/proof.js'
import { reckonedDigest } from './oracle/catalogue-checks.js'
import type { Build } from './builds/build.js'
import type { Counts } from './counts.js'
import { ProcessEnded, ProcessLife } from './process-life.js'

export interface SimSiteOptions {
  readonly id: string
  readonly parent: string | null
  readonly tier: 'city' | 'county' | 'edge'
  readonly build: Build
  readonly store: Store
  readonly clock: Clock
  readonly randomHex: (byteCount: number) => string
  readonly random: () => number
  readonly counts: Counts
  readonly windowMessages?: number
  readonly retentionMs: number | null
  readonly onAlarm: (code: string, fields: LogFacts) => void
  readonly onCrash: () => void
  readonly onReceived: () => void
  readonly onErased: (caseId: string, papers: readonly string[]) => void
}

const UPKEEP_EVERY_MS = 4_000

/** One program start of a site in the simulation: its site and its links, over a store that outlives it. */
export class SimSite {
  readonly site: Site
  readonly hub: LinkHub
  readonly build: Build
  readonly instance: string
  readonly life: ProcessLife
  readonly #counts: Counts
  readonly #endUpkeep: () => void
  readonly #options: SimSiteOptions

  constructor(options: SimSiteOptions) {
    const { id, parent, tier, build, store, clock, randomHex, random, counts, windowMessages } = options
    this.#options = options
    this.#counts = counts
    this.build = build
    this.instance = randomHex(8)
    this.life = new ProcessLife(options.onCrash)
    this.life.guard(store)
    this.#countWaiting(store)
    this.#watchProofs(store)
    this.#watchErasures(store)
    this.site = new build.Site({
      site: id,
      parent,
      tier,
      generation: 1,
      store,
      clock,
      sealKey: createHash('sha256').update(`seal of ${id}`).digest(),
      signer: tier === 'edge' ? null : signerFor(id),
      randomHex,
      programVersion: build.programVersion,
      bodyTypes: build.bodyTypes,
      notify: {
        written: (peers) => this.hub.poke(peers),
        papersChanged: (change) => this.hub.papersChanged(change),
        alarm: (code, fields) => this.#alarm(code, fields),
      },
    })
    this.hub = new build.LinkHub({
      self: () => this.#self(),
      ledger: this.#counted(build.linkLedger(this.site)),
      papers: this.#countedPapers(build.paperLedger(this.site)),
      clock,
      reckonedClock: this.#reckonedClock(clock),
      random,
      newLinkId: () => randomHex(16),
      ...(windowMessages === undefined ? {} : { windowMessages }),
      onStatus: (status) => this.#noteStatus(status),
      onBug: (peer, error) => this.#noteBug(peer, error),
    })
    const endCatalogue = build.keepCatalogue(this.site, (error) => this.#upkeepFailed(error))
    const endAudit = build.keepAuditCopied(this.site, (error) => this.#upkeepFailed(error))
    this.#endUpkeep = () => {
      endCatalogue()
      endAudit()
    }
    build.wake(this.site)
    if (options.retentionMs !== null) this.#keepUp(options.retentionMs)
    if (tier === 'edge') this.#eraseDelivered()
  }

  /** As a program's upkeep, a whole round at once. */
  #keepUp(retentionMs: number): void {
    this.#options.clock.setTimer(UPKEEP_EVERY_MS, () => {
      if (this.life.hasEnded) return
      try {
        for (const _ of this.build.pruneLanes(this.site, retentionMs)) this.#counts.add('rule: pruned')
      } catch {
        // A full disk, or the end of this process: the next round tries again, if there is one.
      }
      this.#keepUp(retentionMs)
    })
  }

  /** As a program's upkeep, a whole round at once: what is asked in one round is known in the next. */
  #eraseDelivered(): void {
    this.#options.clock.setTimer(UPKEEP_EVERY_MS, () => {
      if (this.life.hasEnded) return
      try {
        const round = this.build.eraseDelivered(this.site)
        let step = round.next()
        while (step.done !== true) step = round.next()
        this.#counts.add('rule: erased at a station', step.value)
      } catch (error) {
        this.#upkeepFailed(error)
      }
      this.#eraseDelivered()
    })
  }

  /** As in a program: children measure their clocks against this site's best estimate of true time. */
  #reckonedClock(clock: Clock): Clock {
    return {
      nowMs: () => this.site.clock.now().estimateMs,
      monotonicMs: () => clock.monotonicMs(),
      setTimer: (afterMs, run) => clock.setTimer(afterMs, run),
    }
  }

  /** The process is no more: nothing it still does reaches a disk or a person. */
  end(): void {
    this.life.end()
    this.#endUpkeep()
    this.hub.close('ended')
  }

  #alarm(code: string, fields: LogFacts): void {
    if (this.life.hasEnded) return
    this.#counts.add(`alarm ${code}`)
    this.#options.onAlarm(code, fields)
  }

  #noteBug(peer: string, error: unknown): void {
    this.#alarm('internal/bug', { peer, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }

  #noteStatus({ state, drops, lanes }: LinkStatus): void {
    if (state === 'running' && lanes.some(({ received, acknowledged }) => received + acknowledged > 0))
      this.#counts.add('rule: resumed')
    if (state !== 'closed' && state !== 'down') return
    for (const [reason, count] of Object.entries(drops)) if (count > 0) this.#counts.add(`dropped: ${reason}`, count)
  }

  #counted(ledger: LinkLedger): LinkLedger {
    return {
      ...ledger,
      receive: (...batch) => {
        const received = ledger.receive(...batch)
        for (const { state, code } of received.results) this.#counts.add(state === 'held' ? 'rule: held' : `rule: parked ${code}`)
        this.#options.onReceived()
        return received
      },
      writeAgain: (...range) => {
        this.#counts.add('rule: range sent again')
        ledger.writeAgain(...range)
      },
    }
  }

  #countedPapers(papers: PaperLedger): PaperLedger {
    return {
      ...papers,
      wanted: (...paper) => {
        const answer = papers.wanted(...paper)
        if (answer.kind !== 'have') this.#counts.add(answer.kind === 'passed-on' ? 'rule: spooled' : `rule: paper refused`)
        return answer
      },
    }
  }

  #countWaiting(store: Store): void {
    const waits = store.requests.waits.bind(store.requests)
    store.requests.waits = (id, code, detail) => {
      this.#counts.add(`rule: request waits for ${code ?? 'nothing named'}`)
      waits(id, code, detail)
    }
  }

  /** The end of the process and a full disk are part of the story. */
  #upkeepFailed(error: unknown): void {
    if (!(error instanceof ProcessEnded) && !String((error as { code?: unknown }).code).startsWith('store/'))
      this.#noteBug(this.#options.id, error)
  }

  /** A site never proves a digest it does not hold. */
  #watchProofs(store: Store): void {
    const write = store.lanes.writeLetter.bind(store.lanes)
    store.lanes.writeLetter = (...letter) => {
      const [, , kind, , payload] = letter
      const proof = kind === 'list-proof' ? decodeProof(payload) : null
      if (proof?.site === this.#options.id && proof.digest !== null) {
        this.#counts.add('rule: list proved')
        if (proof.digest !== reckonedDigest(store, proof.list))
          this.#alarm('internal/bug', {
            peer: proof.site,
            reason: `proves ${proof.list} ${proof.number}, which it does not hold`,
          })
      }
      return write(...letter)
    }
  }

  #watchErasures({ erasures, papers }: Store): void {
    const erase = erasures.erase.bind(erasures)
    erasures.erase = (caseId, erased) => {
      const held = papers.ofCase(caseId).map(({ hash }) => hash)
      this.#options.onErased(caseId, held)
      return erase(caseId, erased)
    }
  }

  #self() {
    const { id, store, roster, options } = this.site
    const { generation, programVersion, bodyTypes } = options
    return {
      site: id,
      store: store.id,
      generation,
      instance: this.instance,
      programVersion,
      bodyTypes,
      rosterVersion: roster.version,
    }
  }
}
