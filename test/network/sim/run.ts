import { sha256Hex } from '@liandong/core/wire/hash.js'
import { SOUND_LINE } from '@liandong/core/transport/memory-line.js'
import { judge, type Verdict } from '../oracle/oracle.js'
import { nextBuild } from '../builds/next.js'
import { Simulation } from './simulation.js'
import type { Story } from './story.js'

export interface Report extends Verdict {
  readonly seed: number
  readonly log: readonly string[]
  readonly counts: readonly (readonly [string, number])[]
  /** Of everything that ended up anywhere: equal for equal stories. */
  readonly trace: string
}

export interface RunOptions {
  /** Also verify and rebuild every store, which is done anyway where branches were set aside. */
  readonly deep: boolean
  /** Called before the oracle looks. */
  readonly beforeJudging?: (sim: Simulation) => void
}

/** How long after the last fault everything must have settled, in virtual time. */
const LONGEST_QUIET_MS = 20 * 60_000
const QUIET_STEP_MS = 20_000

/** Plays a story, heals everything, waits for quiet and lets the oracle judge. */
export async function run(story: Story, options: RunOptions): Promise<Report> {
  const sim = new Simulation(story.seed, story.next.length > 0 ? await nextBuild() : null)
  const stray: unknown[] = []
  const onStray = (reason: unknown) => void stray.push(reason)
  process.on('unhandledRejection', onStray)
  try {
    for (const site of story.next) sim.upgrade(site)
    await sim.found()
    // One story in eight begins while the sites meet for the first time.
    if (story.seed % 8 !== 0) await sim.network.pass(3_000)
    for (const step of story.steps) await sim.play(step)
    await heal(sim)
    const verdict = await settled(sim, options)
    const bugs = [...stray.map((reason) => `stray rejection: ${text(reason)}`), ...alarmsOf(sim)]
    const violations = [...verdict.violations, ...sim.complaints, ...bugs]
    return { ...verdict, seed: story.seed, violations, log: sim.log, counts: countsOf(sim, verdict), trace: traceOf(sim) }
  } finally {
    process.off('unhandledRejection', onStray)
    await sim.close()
  }
}

function text(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)
}

/** All lines sound, all disks with room, everybody who lives at work. */
export async function heal(sim: Simulation): Promise<void> {
  const { network } = sim
  for (const id of network.livingIds) {
    if (network.shape(id).parent !== null) {
      network.line(id).heal()
      network.line(id).setFaults(SOUND_LINE)
    }
    network.makeRoom(id)
    network.start(id)
    sim.upgrade(id)
    network.sim(id).life.crashInTransaction(null)
  }
  await network.pass(5_000)
}

/** Waits until nothing is wrong any more, or long enough to say that it will not be put right. */
export async function settled(sim: Simulation, { deep, beforeJudging }: RunOptions): Promise<Verdict> {
  const { network, witness } = sim
  for (let quietMs = 0; ; quietMs += QUIET_STEP_MS) {
    await sim.faults.seizeFromTheDead()
    await network.pass(QUIET_STEP_MS)
    const isLast = quietMs >= LONGEST_QUIET_MS
    const { violations, setAside } = judge(network, witness, { deep: false })
    if (!isLast && violations.length > 0) continue
    beforeJudging?.(sim)
    return judge(network, witness, { deep: deep || setAside.length > 0 })
  }
}

function alarmsOf({ network }: Simulation): string[] {
  return network.alarms
    .filter(({ code }) => code === 'internal/bug')
    .map(({ site, fields }) => `bug at ${site}: ${JSON.stringify(fields).replaceAll('\\n', '\n')}`)
}

function countsOf({ network, witness }: Simulation, { lost, setAside, askedAgain }: Verdict): [string, number][] {
  const { counts } = network
  for (const id of network.ids) {
    if (network.shape(id).parent === null) continue
    const { up, down } = network.line(id).passed
    for (const count of [up.messages, up.blobs, down.messages, down.blobs]) {
      counts.add('fault: drop', count.dropped)
      counts.add('fault: duplicate', count.duplicated)
      counts.add('fault: reorder', count.reordered)
    }
  }
  counts.add('acts acknowledged', witness.acknowledged.length)
  counts.add('acts refused', witness.acts.filter(({ state }) => state === 'refused').length)
  counts.add('acts failed on a full disk', witness.acts.filter(({ detail }) => detail === 'store/full').length)
  counts.add('acts without an answer', witness.acts.filter(({ state }) => state === 'pending').length)
  counts.add('rule: needs upgrade', witness.acts.filter(({ detail }) => detail.startsWith('case/needs-upgrade')).length)
  counts.add('rule: lost with a disk', lost.length)
  counts.add('rule: set aside', setAside.length)
  counts.add('rule: asked again', askedAgain)
  return counts.sorted()
}

function traceOf({ network, log }: Simulation): string {
  const stores = network.look((site, store) => {
    const rows = store.events.after(0, Number.MAX_SAFE_INTEGER).map(({ hash, row }) => `${row} ${hash}`)
    const marks = store.links.all().map(({ peer, session }) => `${peer} ${session} ${JSON.stringify(store.lanes.marks(peer))}`)
    return [site, ...rows, ...marks].join('\n')
  })
  return sha256Hex([...log, ...stores].join('\n'))
}
