import type { CaseState } from '@liandong/core/domain/case/state.js'
import type { PaperRef } from '@liandong/core/domain/values.js'
import type { ActOutcome, CounterAct } from '@liandong/core/site/act.js'
import type { AskOutcome } from '@liandong/core/site/ask-seizure.js'
import type { Build } from '../builds/build.js'
import { nextBuild } from '../builds/next.js'
import type { Verdict } from '../oracle/oracle.js'
import { readEvent } from '../oracle/witness.js'
import { Random } from '../random.js'
import { everybody, type Who } from '../sim/people.js'
import { heal, settled } from '../sim/run.js'
import { Simulation } from '../sim/simulation.js'
import { administrators, secondPersons } from '../sim/world.js'

const DAY_MS = 86_400_000

/** A told story on the simulation's city: named people do named things, and the oracle judges at the end. */
export class Stage {
  readonly sim: Simulation
  readonly #random: Random

  private constructor(seed: number, next: Build | null) {
    this.sim = new Simulation(seed, next)
    this.#random = new Random(seed)
  }

  /** Everybody knows the roster and the items; some sites run the next version, and the others do in the end. */
  static async open({ seed = 1, next = [] }: { readonly seed?: number; readonly next?: readonly string[] } = {}): Promise<Stage> {
    const stage = new Stage(seed, next.length === 0 ? null : await nextBuild())
    for (const site of next) stage.sim.upgrade(site)
    await stage.sim.found()
    await stage.pass(20_000)
    return stage
  }

  get network() {
    return this.sim.network
  }

  get random() {
    return this.#random
  }

  pass(ms: number): Promise<void> {
    return this.network.pass(ms)
  }

  site(id: string) {
    return this.network.site(id)
  }

  /** The person's first post. */
  who(person: string): Who {
    const found = everybody.find((each) => each.person === person)
    if (found === undefined) throw new Error(`nobody is called ${person}`)
    return found
  }

  newId(): string {
    return this.#random.hex(16)
  }

  /** Registered where the person serves; committed there and nowhere else yet. */
  async register(person: string, item: string): Promise<string> {
    const caseId = await this.sim.users.registerFor(this.who(person), item, this.#random)
    if (caseId === null) throw new Error(`${person} may not register ${item}`)
    return caseId
  }

  /** As `register`, for many at once: null when it failed. */
  tryRegister(person: string, item: string): Promise<string | null> {
    return this.sim.users.registerFor(this.who(person), item, this.#random)
  }

  /** Days go by, with all machines at work but nobody at the counters; clocks jump, heartbeats do not. */
  async days(count: number): Promise<void> {
    this.network.clock.setDate(this.network.clock.nowMs() + count * DAY_MS)
    await this.pass(60_000)
  }

  /** Scans something for the case where the person serves. */
  scan(person: string, caseId: string, sizeBytes?: number): PaperRef {
    const papers = this.sim.blobs(this.who(person).site, this.#random)
    const paper = papers.make(sizeBytes)
    papers.upload(caseId)
    return paper
  }

  /** Acts, and answers what the person was told; null when there was no answer. */
  async act(person: string, caseId: string, act: CounterAct, requestId = this.newId()): Promise<ActOutcome | null> {
    const { site, place } = this.who(person)
    const acting = { person, place, organ: null, mandate: null }
    return this.sim.users.file({ site, command: { caseId, act, acting, requestId } })
  }

  /** As `act`, for what must be carried out or asked for. */
  async does(person: string, caseId: string, act: CounterAct, requestId?: string): Promise<void> {
    const outcome = await this.act(person, caseId, act, requestId)
    if (outcome === null || outcome.kind === 'refused')
      throw new Error(`${person}: ${act.act}: ${outcome?.code ?? 'no answer'} ${outcome?.detail ?? ''}`)
  }

  state(site: string, caseId: string): CaseState | null {
    return this.site(site).store.cases.state(caseId)
  }

  /** Ids of the requests answered on the branch that stands at a site, one for each outcome. */
  outcomes(site: string, caseId: string): string[] {
    const rows = this.site(site).store.cases.standing(caseId)
    return rows.flatMap(({ hash, bytes }) => readEvent(hash, bytes).answer?.requestId ?? [])
  }

  /** The city asks the county above a site; the answer is what the person at the city was told. */
  askForSeizure(person: string, caseId: string, from: string, askId = this.newId()): Promise<AskOutcome | null> {
    return this.sim.users.askForSeizure(this.who(person), { askId, caseId, from })
  }

  /** Somebody at a gateway takes what a site held, whether or not the gateway is its parent. */
  async seizeAs(seizer: string, from: string, reason: 'silent' | 'cut-off'): Promise<void> {
    const person = administrators[seizer] ?? ''
    const { site, build } = this.network.sim(seizer)
    const outcome = site.transact(() => {
      const seized = build.seizeAllOf(site, { from, reason, approvers: [secondPersons[seizer] ?? ''], person })
      build.settlePending(site)
      return seized
    })
    if (outcome.refused[0] !== undefined) throw new Error(`${outcome.refused[0].code} ${outcome.refused[0].detail}`)
  }

  /** Heals everything, waits for quiet, and lets the oracle look at every store. */
  async judge(): Promise<Verdict> {
    await heal(this.sim)
    const verdict = await settled(this.sim, { deep: true })
    return { ...verdict, violations: [...verdict.violations, ...this.bugs()] }
  }

  bugs(): string[] {
    return this.network.alarms
      .filter(({ code }) => code === 'internal/bug')
      .map(({ site, fields }) => `${site} ${String(fields.reason)}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.sim.close()
  }
}
