import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type { EndKeys } from '../../floors/keys.js'
import { dialRaw, type RawStream } from '../../floors/raw-stream.js'
import { openTuned } from '../../floors/tuned-sqlite.js'
import { serve } from '../../harness/serve.js'
import { inTurns } from '../in-turns.js'

export interface FloorStations {
  readonly keys: EndKeys
  readonly port: number
  /** Where the stored ones keep their files; null for those that keep nothing. */
  readonly folder: string | null
  readonly stations: readonly string[]
}

interface Station {
  readonly keep: (edition: number, frame: Buffer) => void
  stream: RawStream | null
}

const stations = new Map<string, Station>()
let task: FloorStations | null = null

async function start(given: FloorStations): Promise<void> {
  task = given
  for (const name of given.stations) stations.set(name, { keep: keeper(given.folder, name), stream: null })
  await dial(given.stations)
}

/** One commit for each edition, its contents inflated, nothing looked at. */
function keeper(folder: string | null, name: string): Station['keep'] {
  if (folder === null) return () => {}
  const database = openTuned(join(folder, `${name}.db`))
  database.exec('CREATE TABLE edition (number INTEGER PRIMARY KEY, contents BLOB NOT NULL) STRICT')
  const insert = database.prepare('INSERT OR REPLACE INTO edition VALUES (?, ?)')
  return (edition, frame) => void insert.run(edition, brotliDecompressSync(frame))
}

async function dial(names: readonly string[]): Promise<void> {
  await inTurns(names, async (name) => {
    if (task === null) throw new Error('not started')
    const stream = await dialRaw(task.keys, task.port, (bytes, answer) => take(name, bytes, answer))
    const station = stations.get(name)
    if (station !== undefined) station.stream = stream
    stream.send(Buffer.from(JSON.stringify({ station: name })))
  })
}

function take(name: string, bytes: Buffer, answer: RawStream): void {
  const [edition = 0, frame] = [bytes[0], bytes.subarray(1)]
  stations.get(name)?.keep(edition, frame)
  const digest = createHash('sha256').update(frame).digest('hex')
  answer.send(Buffer.from(JSON.stringify({ station: name, edition, digest })))
}

function hangUp(names: readonly string[]): void {
  for (const name of names) stations.get(name)?.stream?.close()
}

serve({ start, dial, hangUp })
