import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { keysFolderOf } from '@liandong/core/cli/init/make-keys.js'
import { Bus } from './bus.js'
import { type CityIds, openCityFiles, type PartIds } from './city-files.js'
import { partNames, parts, type PartName } from './city-plan.js'
import { Line } from './line.js'
import { fixedPorts, freePorts } from './ports.js'
import { Program } from './program.js'

/** One running site of the demonstration. */
export interface DemoSite extends PartIds {
  readonly name: string
  readonly url: string
  readonly program: Program
}

/** All processes of the city, the wires between them, and the folder with everything they keep. */
export interface World {
  readonly sites: Readonly<Record<PartName, DemoSite>>
  readonly bus: Bus
  /** The wire of village A1. */
  readonly line: Line
  start(): Promise<void>
  stop(): Promise<void>
}

interface Plan {
  readonly root: string
  readonly folder: string
  readonly ids: CityIds
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
  const { ids, busPort } = plan
  const cityFolder = join(folder, 'city')
  const counties = [ids.juxian.site, ids.donggang.site]
  const bus = new Bus({ folder: join(folder, 'bus'), port: busPort, cityFolder, city: ids.city.site, counties })
  const line = new Line(plan.linePort, plan.grpcPorts.juxian)
  const sites = Object.fromEntries(partNames.map((name) => [name, layOutSite(plan, name)])) as World['sites']
  return { sites, bus, line, start: () => start(sites, bus, line), stop: () => stop(sites, bus, line) }
}

async function makePlan(root: string, folder: string, isOnce: boolean): Promise<Plan> {
  const count = 2 * partNames.length + 2
  const ports = isOnce ? await freePorts(count) : fixedPorts(count)
  const portsFrom = (first: number) =>
    Object.fromEntries(partNames.map((name, index) => [name, ports[first + index]])) as Record<PartName, number>
  return {
    root,
    folder,
    ids: openCityFiles(root, join(folder, 'city')),
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
  const program = new Program({
    name: parts[name].name,
    command: process.execPath,
    args: [...(tier === 'edge' ? ['--max-semi-space-size=1'] : []), join(root, file)],
    env: settingsOf(plan, name),
    logFile: join(folder, 'logs', `${name}.log`),
    isReady: () => isReady(url),
  })
  return { ...ids[name], name: parts[name].name, url, program }
}

function settingsOf({ folder, ids, httpPorts, grpcPorts, busPort, linePort }: Plan, name: PartName): Record<string, string> {
  const { tier, parent } = parts[name]
  const { site } = ids[name]
  const dialled = name === cutVillage ? linePort : parent === null ? 0 : grpcPorts[parent]
  return {
    LIANDONG_SITE: site,
    LIANDONG_DATA_FOLDER: join(folder, 'stores', name),
    LIANDONG_KEYS_FOLDER: keysFolderOf(join(folder, 'city'), site),
    LIANDONG_HTTP_PORT: String(httpPorts[name]),
    ...(tier === 'edge' ? {} : { LIANDONG_FIRST_FOLDER: join(folder, 'city') }),
    ...(parent === null ? {} : { LIANDONG_PARENT_SITE: ids[parent].site, LIANDONG_PARENT_ADDRESS: `127.0.0.1:${dialled}` }),
    ...(tier === 'edge'
      ? {}
      : {
          LIANDONG_TIER: tier,
          LIANDONG_GRPC_HOST: '127.0.0.1',
          LIANDONG_GRPC_PORT: String(grpcPorts[name]),
          LIANDONG_NATS_SERVERS: `127.0.0.1:${busPort}`,
        }),
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}

async function start(sites: World['sites'], bus: Bus, line: Line): Promise<void> {
  await bus.start()
  await line.heal()
  await Promise.all(Object.values(sites).map(({ program }) => program.start()))
}

/** Children before parents, so that none of them reports a lost link. */
async function stop(sites: World['sites'], bus: Bus, line: Line): Promise<void> {
  for (const tier of ['edge', 'county', 'city'] as const) {
    await Promise.all(partNames.filter((name) => parts[name].tier === tier).map((name) => sites[name].program.stop()))
  }
  await line.cut()
  await bus.stop()
}
