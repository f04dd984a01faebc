import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { keptSeeds } from '../../test/network/seeds.js'
import { Counts } from '../../test/network/counts.js'
import { run, type Report } from '../../test/network/sim/run.js'
import { shrink } from '../../test/network/sim/shrink.js'
import { storyOf } from '../../test/network/sim/story.js'
import { neverHappened } from './expected.js'
import { playAll, type Played } from './workers.js'

/** Stores are verified and rebuilt after every tenth story: it costs as much as the story. */
const DEEP_EVERY = 10
/** Failures whose story is shortened; the rest are only named. */
const SHRUNK = 2
/** From so many stories on, a fault or rule that never came up is a failure of the simulation itself. */
const ENOUGH_SEEDS = 200

const say = (line: string) => process.stdout.write(`${line}\n`)

export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      report: { type: 'string' },
      list: { type: 'string' },
    },
  })
  if (values.list !== undefined) return playList(values.list.split(',').map(Number))
  if (values.seed !== undefined) return showOne(Number(values.seed))
  const from = Number(values.from)
  const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => from + index)
  return playMany([...new Set([...keptSeeds, ...seeds])], values.report ?? null)
}

export function isDeep(seed: number): boolean {
  return seed % DEEP_EVERY === 0 || keptSeeds.includes(seed)
}

/** As a worker: one line of JSON for each story. */
async function playList(seeds: readonly number[]): Promise<number> {
  for (const seed of seeds) {
    const startMs = performance.now()
    const { violations, counts } = await playSafely(seed)
    say(JSON.stringify({ seed, violations, counts, ms: Math.round(performance.now() - startMs) } satisfies Played))
  }
  return 0
}

async function playSafely(seed: number): Promise<Pick<Report, 'violations' | 'counts'>> {
  try {
    return await run(storyOf(seed), { deep: isDeep(seed) })
  } catch (error) {
    return { violations: [`the story broke: ${error instanceof Error ? error.stack : String(error)}`], counts: [] }
  }
}

async function showOne(seed: number): Promise<number> {
  const { log, violations, counts } = await run(storyOf(seed), { deep: true })
  for (const line of [...log, ...counts.map(([name, count]) => `${name}: ${count}`), ...violations]) say(line)
  say(`sim: seeds 1, violations ${violations.length === 0 ? 0 : 1}`)
  return violations.length === 0 ? 0 : 1
}

async function playMany(seeds: readonly number[], report: string | null): Promise<number> {
  const played = await playAll(seeds)
  const failed = played.filter(({ violations }) => violations.length > 0)
  for (const { seed, violations } of failed) say(`seed ${seed}: ${violations.length} violations, first: ${violations[0]}`)
  for (const { seed } of failed.slice(0, SHRUNK)) await tell(seed)
  const counts = new Counts()
  for (const each of played) counts.addAll(each.counts)
  for (const [name, count] of counts.sorted()) say(`${name}: ${count}`)
  const never = seeds.length >= ENOUGH_SEEDS ? neverHappened(counts) : []
  for (const name of never) say(`never happened: ${name}`)
  if (report !== null) writeReport(report, played, never)
  say(`sim: seeds ${seeds.length}, violations ${failed.length}`)
  return failed.length + never.length === 0 ? 0 : 1
}

/** The shortest story that goes wrong the same way, as far as one is found. */
async function tell(seed: number): Promise<void> {
  say(`\nseed ${seed}, shortened:`)
  const { log, violations } = await run(await shrink(storyOf(seed), isDeep(seed)), { deep: isDeep(seed) })
  for (const line of [...log, ...violations.map((violation) => `  ! ${violation}`)]) say(line)
  say('')
}

/** In the form the other lanes' runners use, so that stories count as tests. */
function writeReport(path: string, played: readonly Played[], never: readonly string[]): void {
  const failedCount = played.filter(({ violations }) => violations.length > 0).length + never.length
  const numPassedTests = played.length + never.length - failedCount
  const report = { testResults: [], numPassedTests, numFailedTests: failedCount, numPendingTests: 0, numTodoTests: 0 }
  mkdirSync('reports', { recursive: true })
  writeFileSync(path, JSON.stringify(report))
}
