import Database from 'better-sqlite3'
import { join } from 'node:path'
import { linkLedger } from '@liandong/core/site/links/link-ledger.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { randomHex } from '@liandong/core/wire/hash.js'
import type { EndKeys } from '../../floors/keys.js'
import { serve } from '../../harness/serve.js'
import { copyStore } from '../../ours/copy-store.js'
import { type BenchSite, openBare } from '../../ours/open-site.js'
import { tlsOf } from '../../ours/tls.js'
import { inTurns } from '../in-turns.js'

export interface StationsTask {
  readonly folder: string
  /** A closed store of any village. */
  readonly villageFolder: string
  readonly port: number
  readonly sites: readonly string[]
  readonly keys: ReadonlyMap<string, EndKeys>
}

interface Station {
  readonly opened: BenchSite
  readonly keys: EndKeys
  /** Cuts its line. */
  cut: () => Promise<void>
}

const LOOK_EVERY_MS = 5

const stations = new Map<string, Station>()
let port = 0

/** Opens village sites, each with its own store on disk, and lets them dial. */
async function start(task: StationsTask): Promise<void> {
  ;({ port } = task)
  await inTurns(task.sites, async (name) => {
    const [folder, keys] = [join(task.folder, name), task.keys.get(name)]
    if (keys === undefined) throw new Error(`no key for ${name}`)
    await copyStore(task.villageFolder, folder)
    makeOwn(folder)
    stations.set(name, { opened: openBare({ id: name, role: 'village', folder, signer: null }), keys, cut: async () => {} })
  })
  // One after the other: a first contact looks through the whole list, and a process busy with sixty would fall silent on its lines.
  for (const name of task.sites) {
    dial([name])
    while (!hasProven(name)) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

/** What it had to say of its lists is at the county. */
function hasProven(name: string): boolean {
  const bulk = linkLedger(known(name).opened.site)
    .marks('county')
    .find(({ lane }) => lane === 'bulk')
  return bulk !== undefined && bulk.written > 0 && bulk.acknowledged === bulk.written
}

/** A copied store would be refused as a clone. */
function makeOwn(folder: string): void {
  const database = new Database(join(folder, 'site.db'))
  database.prepare("UPDATE meta SET value = ? WHERE key = 'store-id'").run(randomHex())
  database.close()
}

function dial(names: readonly string[]): void {
  for (const name of names) {
    const station = known(name)
    const stop = new AbortController()
    const dialler = grpcDialler({ address: `127.0.0.1:${port}`, tls: tlsOf(station.keys), parent: 'county', deadlineMs: DIAL_MS })
    const dialling = station.opened.hub.runDialler('county', dialler, stop.signal)
    station.cut = async () => {
      stop.abort()
      await dialling
      dialler.close()
    }
  }
}

/** Sixty handshakes at once on two cores. */
const DIAL_MS = 60_000

async function hangUp(names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => known(name).cut()))
}

async function stop(): Promise<void> {
  for (const { opened, cut } of stations.values()) {
    await cut()
    await opened.close()
  }
}

function known(name: string): Station {
  const station = stations.get(name)
  if (station === undefined) throw new Error(`no station ${name}`)
  return station
}

serve({ start, dial, hangUp, stop })
