import { FIRST_POLICY } from '@liandong/core/domain/roster-view.js'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import type { PaperRef } from '@liandong/core/domain/values.js'
import type { NewPaper } from '@liandong/core/store/papers/blobs.js'
import type { ActOutcome } from '@liandong/core/site/act.js'
import type { Build } from '../builds/build.js'
import { Network } from '../network.js'
import { Witness } from '../oracle/witness.js'
import { Random } from '../random.js'
import { Faults } from './faults.js'
import { ListKeepers } from './list-keepers.js'
import { SecurityOfficers } from './security-officers.js'
import type { Step, StepKind } from './story.js'
import { Users } from './users.js'
import { items, rosterFacts, shapes, START_MS } from './world.js'

/** Scans made for one act, at one site. */
export interface Scans {
  readonly make: (sizeBytes?: number) => PaperRef
  /** Inside a transaction: they are held for the case. */
  readonly hold: (caseId: string) => void
  /** False when the disk has no room. */
  readonly upload: (caseId: string) => boolean
  /** Nothing came of it: as an upload that failed, it leaves no file. */
  readonly drop: () => void
}

/** One story as it is played: the network, its people, its faults, and who watches. */
export class Simulation {
  readonly network: Network
  readonly witness = new Witness()
  readonly users = new Users(this)
  readonly faults = new Faults(this)
  readonly lists = new ListKeepers(this)
  readonly officers = new SecurityOfficers(this)
  readonly items: ItemVersion[] = []
  readonly #unpublished: ItemVersion[] = []
  /** Acts whose answers are waited for. */
  readonly answers: Promise<unknown>[] = []
  readonly log: string[] = []
  readonly complaints: string[] = []
  stepIndex = 0

  /** What sites are upgraded to; null in a story of one version. */
  readonly next: Build | null

  constructor(seed: number, next: Build | null = null) {
    this.network = new Network(shapes, seed, START_MS)
    this.next = next
    // In some stories what was acknowledged is soon forgotten, so that everything has to do without it.
    if (seed % 7 === 3 || seed % 7 === 4) for (const { id } of shapes) this.network.use(id, { retentionMs: 6_000 })
    // Narrow windows show what a wide one hides: each message waits for the answer to the one before.
    if (seed % 5 === 0) for (const { id } of shapes) this.network.use(id, { windowMessages: 1 + (seed % 3) })
  }

  /** The site runs the next version from now on. */
  upgrade(site: string): void {
    if (this.next === null || this.network.usesBuild(site, this.next) || this.network.isDead(site)) return
    this.network.use(site, { build: this.next })
    this.network.crash(site)
  }

  /** The city publishes its first roster and items. Whether they arrive is left to what follows. */
  async found(): Promise<void> {
    await this.network.giveRoster(rosterFacts, 'city-clerk')
    this.#unpublished.push(...items)
    this.network.onReceived = () => queueMicrotask(() => this.#publishFirst())
    this.#publishFirst()
  }

  /** A gateway publishes its first items once the roster has come that names its key. */
  #publishFirst(): void {
    for (const item of [...this.#unpublished]) {
      const publisher = this.publisherOf(item)
      if (!this.network.isRunning(publisher) || this.network.site(publisher).roster.version === 0) continue
      if (this.tryPublish(item)) this.#unpublished.splice(this.#unpublished.indexOf(item), 1)
    }
  }

  /** The gateway above its organ; the city for what no organ decides. */
  publisherOf({ organ }: ItemVersion): string {
    return shapes.find(({ id, tier }) => tier === 'county' && organ?.startsWith(`${id}-`))?.id ?? 'city'
  }

  publish(item: ItemVersion): void {
    const { site, build } = this.network.sim(this.publisherOf(item))
    const [outcome] = site.transact(() => build.publishItems(site, [item], 'city-clerk'))
    if (outcome?.kind !== 'done') throw new Error(`${item.id} ${item.version}: ${outcome?.code} ${outcome?.detail}`)
    this.items.push(item)
  }

  /** False when the city's disk is full or its process ends over it. */
  tryPublish(item: ItemVersion): boolean {
    try {
      this.publish(item)
      return true
    } catch {
      return false
    }
  }

  async play({ kind, seed }: Step): Promise<void> {
    const random = new Random(seed)
    const said = await this.#perform(kind, random)
    this.network.counts.add(`step: ${kind}`)
    this.log.push(`${String(this.stepIndex).padStart(3)} ${kind}: ${said}`)
    this.stepIndex += 1
    this.complaints.push(...this.lists.wentBack())
    await this.network.pass(random.chance(0.5) ? 0 : random.below(400))
  }

  async #perform(kind: StepKind, random: Random): Promise<string> {
    if (this.network.runningIds.length === 0) return 'nobody is there'
    switch (kind) {
      case 'register':
        return this.users.register(random)
      case 'act':
        return this.users.act(random)
      case 'several acts':
        return Array.from({ length: 2 + random.below(4) }, () => this.users.act(random)).join('; ')
      case 'send again':
        return this.users.again(random)
      case 'other body':
        return this.users.otherBody(random)
      case 'act elsewhere':
        return this.users.elsewhere(random)
      case 'act and crash':
        return `${this.users.act(random)}; ${this.faults.crash(random)}`
      case 'wait':
        return this.#wait(random.pick([50, 400, 2_000, 9_000]))
      case 'wait long':
        return this.#wait(random.pick([20_000, 45_000]))
      case 'upgrade':
        return this.#upgradeOne(random)
      case 'city asks':
        return this.users.cityAsks(random)
      case 'disk full':
        return this.#diskFull(random)
      case 'die':
        return this.#die(random)
      case 'catalogue':
        return this.lists.change(random)
      case 'people':
        return this.officers.change(random)
      case 'days pass':
        return this.#daysPass(random)
      default:
        return this.faults.strike(kind, random)
    }
  }

  /** All clocks go on by more than the days after which stations erase; what falls due by the hour falls due once. */
  #daysPass(random: Random): Promise<string> {
    const days = FIRST_POLICY.eraseAfterDays + 1 + random.below(5)
    this.network.clock.setDate(this.network.clock.nowMs() + days * 86_400_000)
    return this.#wait(random.pick([2_000, 9_000, 20_000]))
  }

  /** In the middle of a batch, as likely as not. */
  #diskFull(random: Random): string {
    const site = this.faults.diskFull(random)
    if (!this.network.isRunning(site)) return `${site}, too full to start`
    const acts = Array.from({ length: 3 + random.below(6) }, () =>
      random.chance(0.5) ? this.users.register(random, site) : this.users.act(random, site),
    )
    return `${site}: ${acts.join('; ')}`
  }

  #upgradeOne(random: Random): string {
    const site = random.pick(this.network.livingIds)
    this.network.counts.add('fault: other version')
    this.upgrade(site)
    return site
  }

  /** As likely as not with something on the disk that nobody else has heard of. */
  async #die(random: Random): Promise<string> {
    const tier = random.chance(0.12) ? 'county' : 'edge'
    const site = random.pick(this.network.livingIds.filter((id) => this.network.shape(id).tier === tier))
    const last: string[] = []
    if (this.network.isRunning(site) && random.chance(0.6)) {
      this.faults.cut(site)
      last.push(this.users.register(random, site), this.users.act(random, site), this.users.act(random, site))
      await this.network.pass(1)
    }
    return [...last, await this.faults.die(site)].join('; ')
  }

  async #wait(ms: number): Promise<string> {
    await this.network.pass(ms)
    return `${ms} ms`
  }

  /** Lets just enough time pass for an answer; a process that ended gives none. */
  async answered<T>(answer: Promise<T>): Promise<T | null> {
    return Promise.race([answer, this.network.pass(1).then(() => null)])
  }

  blobs(siteId: string, random: Random): Scans {
    const { store } = this.network.site(siteId)
    const made: NewPaper[] = []
    const hold = (caseId: string) => {
      for (const paper of made) {
        store.papers.addNew(paper, 0)
        store.papers.holdFor(paper.ref.hash, caseId, 0)
      }
    }
    const drop = () => made.forEach((paper) => store.blobs.discard(paper))
    return {
      hold,
      drop,
      make: (sizeBytes) => {
        const size = sizeBytes ?? (random.chance(0.1) ? 20_000 + random.below(100_000) : 20 + random.below(1500))
        const content = Buffer.alloc(size, random.hex(8))
        const paper = store.blobs.compose(content, 'image/jpeg', Buffer.from(random.hex(16), 'hex'))
        this.witness.papers.set(paper.ref.hash, siteId)
        made.push(paper)
        return paper.ref
      },
      upload: (caseId) => {
        if (made.length === 0) return true
        try {
          store.transact(() => hold(caseId))
          return true
        } catch {
          drop()
          return false
        }
      },
    }
  }

  /** An id that named one act never stands for another. */
  noteOtherBody(requestId: string, outcome: ActOutcome | null): void {
    if (outcome === null || outcome.kind === 'refused') return
    this.complaints.push(`request ${requestId} was acknowledged, and with another body ${outcome.kind} again`)
  }

  async close(): Promise<void> {
    await this.network.close()
  }
}
