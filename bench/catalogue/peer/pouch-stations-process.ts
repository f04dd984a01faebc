import { Agent } from 'node:https'
import { createRequire } from 'node:module'
import type { EndKeys } from '../../floors/keys.js'
import { serve } from '../../harness/serve.js'
import { inTurns } from '../in-turns.js'
import { CATALOGUE, type LiveReplication, type PullDatabase, type PullPouch } from './pouch.js'

export interface PouchStationsTask {
  readonly peers: string
  readonly folder: string
  readonly keys: EndKeys
  readonly port: number
  readonly stations: readonly string[]
}

interface Station {
  readonly local: PullDatabase
  readonly agent: Agent
  pull: LiveReplication | null
}

const stations = new Map<string, Station>()
let Pouch: PullPouch | null = null
let given: PouchStationsTask | null = null
const LOOK_EVERY_MS = 20

/** Pulls the whole catalogue to each station, then goes on listening. */
async function start(task: PouchStationsTask): Promise<void> {
  given = task
  Pouch = (createRequire(task.peers)('pouchdb') as PullPouch).defaults({ prefix: `${task.folder}/` })
  const { authority: ca, certificate: cert, key } = task.keys
  const Local = Pouch
  await inTurns(task.stations, async (name) => {
    const agent = new Agent({ keepAlive: true, ca, cert, key, checkServerIdentity: () => undefined })
    const station: Station = { local: new Local(name), agent, pull: null }
    stations.set(name, station)
    await station.local.replicate.from(remoteOf(station), {})
  })
  dial(task.stations)
}

function remoteOf({ agent }: Station): PullDatabase {
  if (Pouch === null || given === null) throw new Error('not started')
  const Remote = Pouch
  return new Remote(`https://127.0.0.1:${given.port}/${CATALOGUE}`, {
    fetch: (url: string, options: object) => Remote.fetch(url, { ...options, agent }),
  })
}

function dial(names: readonly string[]): void {
  for (const name of names) {
    const station = known(name)
    station.pull = station.local.replicate.from(remoteOf(station), { live: true, retry: true })
    station.pull.on('error', () => {})
  }
}

async function hangUp(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { pull, agent } = known(name)
    if (pull === null) continue
    const ended = new Promise<void>((resolve) => pull.on('complete', resolve))
    pull.cancel()
    await ended
    agent.destroy()
  }
}

/** Resolves when each station holds these revisions. */
async function hold(wanted: {
  readonly stations: readonly string[]
  readonly revisions: readonly (readonly [string, string])[]
}) {
  await Promise.all(
    wanted.stations.map(async (name) => {
      while ((await lacking(name, wanted.revisions)) > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }),
  )
}

async function lacking(name: string, revisions: readonly (readonly [string, string])[]): Promise<number> {
  const keys = revisions.map(([id]) => id)
  const { rows } = (await known(name).local.allDocs({ keys })) as { rows: readonly { id: string; value?: { rev: string } }[] }
  const held = new Map(rows.map(({ id, value }) => [id, value?.rev]))
  return revisions.filter(([id, rev]) => held.get(id) !== rev).length
}

function known(name: string): Station {
  const station = stations.get(name)
  if (station === undefined) throw new Error(`no station ${name}`)
  return station
}

serve({ start, dial, hangUp, hold })
