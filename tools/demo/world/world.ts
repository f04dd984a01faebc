import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { keysFolderOf } from '@liandong/core/cli/init/make-keys.js'
import type { Trace } from '../desk/trace.js'
import { type Accounts, openAccounts, passwordOf } from './accounts.js'
import { Bus, busSettings } from './bus.js'
import { type CityIds, openCityFiles, type PartIds } from './city-files.js'
import { administrators, partNames, parts, type PartName } from './city-plan.js'
import { enrolAndStart, isMember, type Newcomer } from './enrolling.js'
import { Line } from './line.js'
import { fixedPorts, freePorts } from './ports.js'
import { Program } from './program.js'

/** One site of the demonstration, running or not. */
export interface DemoSite extends PartIds, Newcomer {
  readonly name: string
  /** Where others dial it. */
  readonly grpcAddress: string
}

/** All processes of the city, the wires between them, and the folder with everything they keep. */
export interface World {
  readonly folder: string
  readonly sites: Readonly<Record<PartName, DemoSite>>
  readonly bus: Bus
  /** Who signs in with what. */
  readonly accounts: Accounts
  /** The wire of village A1. */
  readonly line: Line
  /** Starts all but the spare station; machines that are no sites yet are enrolled first. */
  start(trace: Trace): Promise<void>
  /** Enrols one more and starts it. */
  enrol(name: PartName, trace: Trace): Promise<void>
  stop(): Promise<void>
}

interface Plan {
  readonly root: string
  readonly folder: string
  readonly ids: CityIds
  readonly accounts: Accounts
  readonly httpPorts: Readonly<Record<PartName, number>>
  readonly grpcPorts: Readonly<Record<PartName, number>>
  readonly busPort: number
  readonly linePort: number
}

/** The village whose wire is cut. */
const cutVillage: PartName = 'villageA1'

/** Makes the city's files where there are none yet and lays everything out; nothing runs until `start`. */
export async function layOut(root: string, folder: string, isOnce: boolean): Promise<World> {
  mkdirSync(join(folder, 'bus'), { recursive: true })
  const plan = await makePlan(root, folder, isOnce)
  const bus = new Bus({ root, folder: join(folder, 'bus'), port: plan.busPort })
  const line = new Line(plan.linePort, plan.grpcPorts.juxian)
  const sites = Object.fromEntries(partNames.map((name) => [name, layOutSite(plan, name)])) as World['sites']
  const enrol = (name: PartName, trace: Trace) => enrolPart(plan, sites, name, trace)
  return {
    folder,
    sites,
    bus,
    accounts: plan.accounts,
    line,
    start: (trace) => start(sites, bus, line, trace, enrol),
    enrol,
    stop: () => stop(sites, bus, line),
  }
}

async function makePlan(root: string, folder: string, isOnce: boolean): Promise<Plan> {
  const count = 2 * partNames.length + 2
  const ports = isOnce ? await freePorts(count) : fixedPorts(count)
  const portsFrom = (first: number) =>
    Object.fromEntries(partNames.map((name, index) => [name, ports[first + index]])) as Record<PartName, number>
  const ids = openCityFiles(root, join(folder, 'city'))
  const dataFolder = join(folder, 'stores', 'city')
  return {
    root,
    folder,
    ids,
    accounts: openAccounts(root, folder, { dataFolder, keyFile: keyFileOf(dataFolder) }),
    httpPorts: portsFrom(0),
    grpcPorts: portsFrom(partNames.length),
    busPort: ports[count - 2] ?? 0,
    linePort: ports[count - 1] ?? 0,
  }
}

function layOutSite(plan: Plan, name: PartName): DemoSite {
  const { root, folder, ids, httpPorts } = plan
  const url = `http://127.0.0.1:${httpPorts[name]}`
  const { tier } = parts[name]
  const file = tier === 'edge' ? 'edge-agent/dist/agent.mjs' : 'gateway/dist/main.js'
  const folders = foldersOf(plan, name)
  const program = new Program({
    name: parts[name].name,
    command: process.execPath,
    args: [...(tier === 'edge' ? ['--max-semi-space-size=1'] : []), join(root, file)],
    env: settingsOf(plan, name, folders),
    logFile: join(folder, 'logs', `${name}.log`),
    isReady: () => isReady(url),
  })
  const dials = name === cutVillage ? `127.0.0.1:${plan.linePort}` : null
  return {
    ...ids[name],
    ...folders,
    name: parts[name].name,
    url,
    program,
    isGateway: tier !== 'edge',
    dials,
    grpcAddress: `127.0.0.1:${plan.grpcPorts[name]}`,
  }
}

/** The city's keys lie where `liandong init` made them; the spare station is a new machine at every start, the one before being gone. */
function foldersOf({ folder, ids }: Plan, name: PartName) {
  const machine = name === 'spare' ? `spare-${countSpares(folder) + 1}` : name
  const keysFolder = name === 'city' ? keysFolderOf(join(folder, 'city'), ids.city.site) : join(folder, 'keys', machine)
  return { dataFolder: join(folder, 'stores', machine), keysFolder }
}

/** Beside the data: here both lie on one disk. */
function keyFileOf(dataFolder: string): string {
  return `${dataFolder}.key`
}

function countSpares(folder: string): number {
  mkdirSync(join(folder, 'keys'), { recursive: true })
  return readdirSync(join(folder, 'keys')).filter((name) => name.startsWith('spare-')).length
}

type Folders = Pick<DemoSite, 'dataFolder' | 'keysFolder'>

/** Who a machine is and whom it dials is not said here: it learned that when it was enrolled. */
function settingsOf(plan: Plan, name: PartName, { dataFolder, keysFolder }: Folders): Record<string, string> {
  const { folder, ids, httpPorts, grpcPorts, busPort } = plan
  const { tier } = parts[name]
  const bus = busSettings({ folder: join(folder, 'bus'), port: busPort })
  const common = {
    LIANDONG_DATA_FOLDER: dataFolder,
    LIANDONG_STORE_KEY_FILE: keyFileOf(dataFolder),
    LIANDONG_KEYS_FOLDER: keysFolder,
    LIANDONG_HTTP_PORT: String(httpPorts[name]),
  }
  if (tier === 'edge') return common
  return {
    ...common,
    ...(tier === 'city' ? { LIANDONG_SITE: ids.city.site, ...bus } : { LIANDONG_NATS_SERVERS: `127.0.0.1:${busPort}` }),
    LIANDONG_TIER: tier,
    LIANDONG_FIRST_FOLDER: join(folder, 'city'),
    LIANDONG_GRPC_HOST: '127.0.0.1',
    LIANDONG_GRPC_PORT: String(grpcPorts[name]),
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}

async function enrolPart({ root, accounts }: Plan, sites: World['sites'], name: PartName, trace: Trace): Promise<void> {
  const { parent } = parts[name]
  if (parent === null) throw new Error('the city makes itself')
  const { url, place, name: above } = sites[parent]
  await enrolAndStart(root, sites[name], {
    url,
    place,
    login: administrators[parent],
    password: passwordOf(accounts, administrators[parent]),
  })
  trace.event(`${above}发入网码,${sites[name].name}入网`, `${above} gives a one-time code, ${sites[name].name} is enrolled`)
}

/** The city first, since it tells the bus who its users are; each of the others as soon as it can. */
async function start(sites: World['sites'], bus: Bus, line: Line, trace: Trace, enrol: World['enrol']): Promise<void> {
  await sites.city.program.start()
  await bus.start()
  await line.heal()
  const started = new Map<PartName, Promise<void>>([['city', Promise.resolve()]])
  const begin = (name: PartName): Promise<void> => {
    const { parent } = parts[name]
    const before = started.get(name)
    if (before !== undefined || parent === null) return before ?? Promise.resolve()
    const running = isMember(sites[name]) ? sites[name].program.start() : begin(parent).then(() => enrol(name, trace))
    started.set(name, running)
    return running
  }
  await Promise.all(partNames.filter((name) => name !== 'spare').map(begin))
}

/** Children before parents, so that none of them reports a lost link. */
async function stop(sites: World['sites'], bus: Bus, line: Line): Promise<void> {
  for (const tier of ['edge', 'county', 'city'] as const) {
    await Promise.all(partNames.filter((name) => parts[name].tier === tier).map((name) => sites[name].program.stop()))
  }
  await line.cut()
  await bus.stop()
}
