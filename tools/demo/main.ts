import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WitnessSite } from './check/witness.js'
import { AckBook } from './desk/ack-book.js'
import { type Cast, gather, type Story } from './desk/cast.js'
import { caughtUp } from './desk/catching-up.js'
import { Trace } from './desk/trace.js'
import { type DemoOptions, readOptions } from './options.js'
import { baseRevised } from './stories/base-revised.js'
import { batchWhileCut } from './stories/batch-while-cut.js'
import { cityDecides } from './stories/city-decides.js'
import { countyDecides } from './stories/county-decides.js'
import { crossCounty } from './stories/cross-county.js'
import { externalStep } from './stories/external-step.js'
import { hallInstant } from './stories/hall-instant.js'
import { publicNotice } from './stories/public-notice.js'
import { stolenStation } from './stories/stolen-station.js'
import { supplement } from './stories/supplement.js'
import { townshipDecides } from './stories/township-decides.js'
import { villageHandles } from './stories/village-handles.js'
import { withdrawal } from './stories/withdrawal.js'
import { actorIn } from './world/accounts.js'
import { layOut, type World } from './world/world.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** In this order; the county is killed in the sixth, the bus wiped in the seventh. */
const stories: readonly Story[] = [
  countyDecides,
  villageHandles,
  hallInstant,
  townshipDecides,
  supplement,
  batchWhileCut,
  cityDecides,
  withdrawal,
  publicNotice,
  externalStep,
  crossCounty,
  baseRevised,
]

/** As a shell reports a process that Ctrl-C ended. */
const interrupted = 130

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), root)
  if (options.fresh) rmSync(options.folder, { recursive: true, force: true })
  mkdirSync(options.folder, { recursive: true })
  const code = await run(options).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return 1
  })
  if (options.once && code === 0) rmSync(options.folder, { recursive: true })
  else if (code !== 0 && code !== interrupted) process.stderr.write(`everything is kept in ${options.folder}\n`)
  return code
}

async function run({ folder, once }: DemoOptions): Promise<number> {
  const world = await layOut(root, folder, once)
  const stopped = new Promise<number>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(interrupted))
  })
  const played = play(world, folder, once)
  try {
    const code = await Promise.race([played, stopped])
    if (!once && code !== interrupted) await stopped
    return code
  } finally {
    played.catch(() => {})
    await world.stop()
  }
}

async function play(world: World, folder: string, isOnce: boolean): Promise<number> {
  const trace = new Trace()
  await world.start(trace)
  const book = new AckBook(join(folder, 'acknowledged.jsonl'))
  const cast = gather(world, book, trace)
  await caughtUp(cast.desks.cityPlanner, Object.values(cast.desks))
  trace.event('全部节点已启动,名册和事项已到齐', 'all sites run and have roster and items')
  if (!isOnce) greet(world, folder, trace)
  for (const story of [...stories, stolenStation(book)]) await story(cast)
  trace.line()
  return check(cast, folder)
}

/** By a process that wrote none of it. */
function check(cast: Cast, folder: string): number {
  const sitesFile = join(folder, 'sites.json')
  writeFileSync(sitesFile, JSON.stringify(witnessSites(cast)), { mode: 0o600 })
  const file = fileURLToPath(new URL('check-main.js', import.meta.url))
  const { status } = spawnSync(process.execPath, [file, join(folder, 'acknowledged.jsonl'), sitesFile], { stdio: 'inherit' })
  return status ?? 1
}

/** Reads the cases of the whole city, and may do nothing to them. */
const INSPECTOR = 'u9001'

function witnessSites({ desks, world }: Cast): readonly WitnessSite[] {
  const { sites } = world
  const all = Object.values(desks).map(({ site: { site, name, url, place } }) => ({
    ...{ site, name, url },
    ...actorIn(world, INSPECTOR, place),
  }))
  const { site, name, url, place } = sites.spare
  return [
    ...new Map(all.map((each) => [each.site, each])).values(),
    { site, name, url, place, login: '', password: '', isCutOff: true },
  ]
}

function greet(world: World, folder: string, trace: Trace): void {
  trace.line(
    `\n数据在 ${folder};按 Ctrl-C 结束,下次 npm start 接着用  | data in ${folder}; Ctrl-C ends it, npm start opens it again`,
  )
  for (const { name, url } of Object.values(world.sites)) trace.line(`  ${url}/  ${name}  (API: ${url}/openapi.json)`)
  trace.line('\n登录名和密码(仅此演示)  | login names and passwords of this demonstration alone')
  for (const [login, password] of world.accounts) trace.line(`  ${login.padEnd(10)} ${password}`)
}

process.exit(await main())
