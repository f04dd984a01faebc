import type { HandleInstantly, Register } from '@liandong/core/domain/case/command.js'
import { mintNumber } from '@liandong/core/domain/case/number.js'
import type { CaseState } from '@liandong/core/domain/case/state.js'
import { localDateOf } from '@liandong/core/domain/civil-date.js'
import type { Refusal } from '@liandong/core/domain/decider.js'
import { Fault } from '@liandong/core/domain/fault.js'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import { currentPlace } from '@liandong/core/domain/roster-view.js'
import type { PaperRef } from '@liandong/core/domain/values.js'
import type { ActOnCase, ActOutcome } from '@liandong/core/site/act.js'
import type { AskOutcome } from '@liandong/core/site/ask-seizure.js'
import type { Site } from '@liandong/core/site/site.js'
import type { Act } from '../oracle/witness.js'
import type { Random } from '../random.js'
import type { SimSite } from '../sim-site.js'
import { peopleAt, type Who } from './people.js'
import { plausibleAct } from './plausible.js'
import type { Simulation } from './simulation.js'

/** A form somebody sent, so that it can be sent again. */
export interface Filed {
  readonly site: string
  readonly command: ActOnCase
}

/** Thrown inside a registration's transaction so that a refusal leaves no paper behind. */
class RefusedHere extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** The people at all counters, with what they have done. */
export class Users {
  readonly #sim: Simulation
  readonly filed: Filed[] = []
  readonly caseIds: string[] = []

  constructor(sim: Simulation) {
    this.#sim = sim
  }

  /** A villager comes in. */
  register(random: Random, site = random.pick(this.#sim.network.runningIds)): string {
    const who = random.pick(peopleAt(site))
    const item = random.pick(this.#sim.items)
    const at = this.#sim.network.site(site)
    if (!at.store.items.has(item.digest)) return `${site} has no ${item.id} yet`
    const registering = this.#register(who, item, random)
    this.#sim.answers.push(registering)
    return `${who.person} registers ${item.id}`
  }

  /** The case, once it is committed; null when it was refused or there was no answer. */
  async registerFor(who: Who, itemId: string, random: Random): Promise<string | null> {
    const item = this.#sim.items.findLast(({ id }) => id === itemId)
    if (item === undefined) throw new Error(`no item ${itemId}`)
    return this.#sim.answered(this.#register(who, item, random))
  }

  /** A service finished in the village on the spot, whose case another county then has to know. */
  async registerAndShare(village: string, item: ItemVersion, far: string, random: Random): Promise<string> {
    const who = random.pick(peopleAt(village))
    const caseId = await this.#sim.answered(this.#register(who, item, random))
    if (caseId === null) return 'no answer'
    const acting = { person: who.person, place: who.place, organ: null, mandate: null }
    const share = { act: 'join-site', site: far, participant: true } as const
    return this.send({ site: village, command: { caseId, act: share, acting, requestId: random.hex(16) } })
  }

  async #register(who: Who, item: ItemVersion, random: Random): Promise<string | null> {
    const { site } = who
    const { site: at, build } = this.#sim.network.sim(site)
    const by = build.resolveActor(at, { ...who, mandate: null })
    if ('kind' in by) return null
    const [caseId, requestId] = [random.hex(16), random.hex(16)]
    const papers = this.#sim.blobs(site, random)
    const act = registration(at, who, item, caseId, random, papers.make)
    const known = this.#sim.witness.filed({
      requestId,
      caseId,
      site,
      person: who.person,
      what: `register ${item.id}`,
      step: this.#sim.stepIndex,
    })
    try {
      await at.commit(() => {
        papers.hold(caseId)
        const outcome = build.executeRegistration(at, act, item, by, { requestId, bodyHash: 'ab'.repeat(32) })
        if (outcome.kind === 'refused') throw new RefusedHere(outcome)
        build.settlePending(at)
      })
    } catch (error) {
      papers.drop()
      failed(known, error)
      return null
    }
    this.caseIds.push(caseId)
    answer(known, 'done', '')
    return caseId
  }

  /** Somebody does something with a case that is known where they are. */
  act(random: Random, site = this.#chooseSite(random)): string {
    const at = this.#sim.network.sim(site)
    const caseId = chooseCase(at.site, random)
    const state = caseId === null ? null : at.build.loadCase(at.site, caseId)
    if (state === null) return `nothing to do at ${site}`
    const who = chooseWho(site, state, random)
    const papers = this.#sim.blobs(site, random)
    const canRate = at.build.bodyTypes.includes('rated')
    const act = plausibleAct({ state, who, random, nowMs: at.site.clock.now().estimateMs, canRate, scan: papers.make })
    if (!papers.upload(state.caseId)) return `${site} has no room for a scan`
    const acting = { person: who.person, place: who.place, organ: null, mandate: null }
    return this.send({ site, command: { caseId: state.caseId, act, acting, requestId: random.hex(16) } })
  }

  /** Where most is to be done: at the site that holds some case, else anywhere. */
  #chooseSite(random: Random): string {
    const { network } = this.#sim
    const sites = network.runningIds
    const busy = sites.filter((id) => network.site(id).store.cases.withCustodian(id).length > 0)
    return busy.length > 0 && random.chance(0.6) ? random.pick(busy) : random.pick(sites)
  }

  /** Sends a form, and notes what is answered. */
  send(filed: Filed): string {
    const { caseId, act, acting } = filed.command
    this.#sim.answers.push(this.#file(filed))
    return `${acting.person} at ${filed.site}: ${act.act} on ${caseId.slice(0, 4)}`
  }

  /** Sends a form and waits for the answer; null when there is none. */
  file(filed: Filed): Promise<ActOutcome | null> {
    return this.#sim.answered(this.#file(filed))
  }

  async #file(filed: Filed): Promise<ActOutcome | null> {
    const { site, command } = filed
    const at = this.#sim.network.sim(site)
    const { caseId, requestId, act, acting } = command
    this.filed.push(filed)
    const known = this.#sim.witness.filed({
      requestId,
      caseId,
      site,
      person: acting.person,
      what: act.act,
      step: this.#sim.stepIndex,
    })
    try {
      const outcome = await at.build.actOnCase(at.site, command)
      if (outcome.kind === 'refused') answer(known, 'refused', `${outcome.code} ${outcome.detail}`)
      else if (outcome.kind === 'requested')
        // Another id: the act was set aside, and its site has asked for it again already.
        answer(known, outcome.requestId === requestId ? 'requested' : 'nothing', outcome.custodian)
      else answer(known, outcome.repeated && !outcome.state.answers.has(requestId) ? 'nothing' : 'done', '')
      return outcome
    } catch (error) {
      failed(known, error)
      return null
    }
  }

  /** Mostly for a case of a station; now and then for one that the county cannot seize. */
  async cityAsks(random: Random): Promise<string> {
    const { network } = this.#sim
    if (!network.isRunning('city')) return 'the city is not there'
    const { site, build } = network.sim('city')
    const cases = site.store.events.caseIds().flatMap((caseId) => build.loadCase(site, caseId) ?? [])
    const atStations = cases.filter(({ custodian }) => network.shape(custodian).tier === 'edge')
    const state =
      atStations.length > 0 && random.chance(0.9) ? random.pick(atStations) : cases.length > 0 ? random.pick(cases) : null
    if (state === null) return 'the city knows no case'
    const { caseId, custodian: from } = state
    if (random.chance(0.5)) network.line(network.shape(from).parent === null ? 'a' : from).cut()
    const outcome = await this.askForSeizure(random.pick(peopleAt('city')), { askId: random.hex(16), caseId, from })
    if (outcome?.kind === 'asked') network.counts.add('rule: asked to seize')
    return `${caseId.slice(0, 4)} from ${from}: ${outcome?.kind ?? 'no answer'}`
  }

  /** Somebody at the city believes a site gone that lies below a county, and waits for the answer; null when there is none. */
  async askForSeizure(
    { site, person, place }: Who,
    ask: { readonly askId: string; readonly caseId: string; readonly from: string },
  ): Promise<AskOutcome | null> {
    const at = this.#sim.network.sim(site)
    const { askId: requestId, caseId } = ask
    const known = this.#sim.witness.filed({ requestId, caseId, site, person, what: 'ask to seize', step: this.#sim.stepIndex })
    const acting = { person, place, organ: null, mandate: null }
    const by = peopleAt(site).find((other) => other.person !== person)?.person ?? person
    const asking = at.build
      .proposeSeizure(at.site, { caseId, from: ask.from, reason: 'silent', by })
      .then(() => at.build.askForSeizure(at.site, { ...ask, acting }))
    const outcome = await this.#sim.answered(asking.catch((error: unknown) => failed(known, error)))
    if (outcome === null || outcome === undefined) return null
    if (outcome.kind === 'refused') answer(known, 'refused', `${outcome.code} ${outcome.detail}`)
    else answer(known, 'asked', outcome.ask.county)
    return outcome
  }

  /** The page is sent again, to the same place. */
  again(random: Random): string {
    const form = this.#earlier(random)
    if (form === null) return 'nothing to send again'
    this.#sim.network.counts.add('rule: same request id again')
    return `again: ${this.send(form)}`
  }

  /** The same id with another content: refused, unless nothing came of the first. */
  otherBody(random: Random): string {
    const form = this.#earlier(random)
    if (form === null || form.command.act.act === 'complete') return 'nothing to send otherwise'
    this.#sim.network.counts.add('rule: same request id, other body')
    const { requestId } = form.command
    const stood = this.#isKnownAt(form.site, form.command)
    const answered = this.#file({ ...form, command: { ...form.command, act: { act: 'complete' } } })
    this.#sim.answers.push(answered.then((outcome) => stood && this.#sim.noteOtherBody(requestId, outcome)))
    return `other body under an id used at ${form.site}`
  }

  /** Acknowledged by this very site, or by another and its log has come here: nobody else can know what the id stands for. */
  #isKnownAt(siteId: string, { caseId, requestId }: Filed['command']): boolean {
    const { site, build } = this.#sim.network.sim(siteId)
    const hasCome = build.loadCase(site, caseId)?.answers.has(requestId) === true
    const said = this.#sim.witness.acknowledged.filter((act) => act.requestId === requestId && act.what !== 'complete')
    return said.some((act) => act.site === siteId || hasCome)
  }

  /** Somebody takes the same form to another counter. */
  elsewhere(random: Random): string {
    const form = this.#earlier(random)
    if (form === null) return 'nothing to take elsewhere'
    const site = random.pick(this.#sim.network.runningIds)
    const { person, place } = chooseAny(site, random)
    return `elsewhere: ${this.send({ site, command: { ...form.command, acting: { ...form.command.acting, person, place } } })}`
  }

  #earlier(random: Random): Filed | null {
    const sendable = this.filed.filter(({ site }) => this.#sim.network.isRunning(site))
    return sendable.length === 0 ? null : random.pick(sendable.slice(-12))
  }
}

function answer(act: Act, state: Act['state'], detail: string): void {
  act.state = state
  act.detail = detail
}

function failed(act: Act, error: unknown): void {
  if (error instanceof RefusedHere) answer(act, 'refused', error.refusal.code)
  else if (isFault(error)) answer(act, 'failed', error.code)
  else answer(act, 'pending', String(error))
}

/** By name too: another version of the program has a class of its own. */
function isFault(error: unknown): error is Fault {
  return error instanceof Fault || (error instanceof Error && error.name === 'Fault')
}

function chooseCase(site: Site, random: Random): string | null {
  const held = site.store.cases.withCustodian(site.id)
  const known = held.length > 0 && random.chance(0.7) ? held : site.store.events.caseIds()
  return known.length === 0 ? null : random.pick(known)
}

function chooseAny(site: string, random: Random): Who {
  return random.pick(peopleAt(site))
}

/** Mostly somebody of the organ, as who acts on a case usually is. */
function chooseWho(site: string, state: CaseState, random: Random): Who {
  const people = peopleAt(site)
  const officials = people.filter(({ organ }) => organ !== null)
  const useful = officials.length > 0 && state.stage !== 'registered' && random.chance(0.8)
  return random.pick(useful ? officials : people)
}

function registration(
  site: Site,
  who: Who,
  item: ItemVersion,
  caseId: string,
  random: Random,
  make: () => PaperRef,
): Register | HandleInstantly {
  const registered: Register = {
    act: 'register',
    caseId,
    number: numberAt(site, who.place),
    queryVerifier: { scheme: 'sha256-salted', salt: random.hex(16), digest: random.hex(32) },
    originPlace: who.place,
    servicePlace: who.place,
    registered: {
      applicantKind: 'person',
      applicant: make(),
      form: make(),
      coApplicantCount: 0,
      answers: [],
      materials: item.materials.slice(0, 1).map(({ id }) => {
        return { material: id, paper: make(), form: 'scan', originals: 0, copies: 0 }
      }),
      source: who.level === 'village' ? 'proxy' : 'window',
      enteredLater: null,
    },
  }
  if (item.handling !== 'instant' || random.chance(0.4)) return registered
  const { act: _, ...opening } = registered
  const decision = { result: 'granted' as const, document: item.hasResult ? make() : null, certificateNumber: null }
  return { act: 'handle-instantly', registration: opening, decision, delivery: null }
}

function numberAt(site: Site, place: string): string {
  const code = currentPlace(site.roster, place)?.codes[0]?.code ?? ''
  const date = localDateOf(site.clock.now().estimateMs)
  return mintNumber({ placeCode: code.padEnd(12, '0'), date, tag: site.numberTag, sequence: site.nextNumberSequence() })
}

export type { SimSite }
