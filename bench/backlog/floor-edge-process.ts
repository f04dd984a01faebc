import type Database from 'better-sqlite3'
import { caseWriter, createCaseTables, type FloorEvent, makeEvents } from '../floors/case-tables.js'
import type { EndKeys } from '../floors/keys.js'
import { dialRaw, type RawStream } from '../floors/raw-stream.js'
import { openTuned } from '../floors/tuned-sqlite.js'
import { serve } from '../harness/serve.js'
import { encodeFrame } from './floor-frame.js'
import type { FloorTables } from './sizes.js'

/** Tried: 50 events and 4 frames 22 k events/s, 100 and 4 28 k, 200 and 4 37–39 k, 400 and 4 35 k, 800 and 2 39 k. */
const FRAME_EVENTS = 200
const FRAMES_AHEAD = 4

export interface FloorEdgeTask {
  readonly tables: FloorTables
  readonly path: string
  readonly keys: EndKeys
  readonly warmUp: number
  readonly count: number
}

interface Edge {
  readonly database: Database.Database
  readonly keys: EndKeys
  readonly read: Database.Statement
}

let edge: Edge | null = null

/** Fills the outbox before the clock starts. */
function fill({ path, keys, tables, warmUp, count }: FloorEdgeTask): void {
  const database = openTuned(path)
  fillers[tables](database, makeEvents(warmUp + count))
  database.exec(`
    CREATE TABLE mark (lane INTEGER PRIMARY KEY, acknowledged INTEGER NOT NULL) STRICT;
    INSERT INTO mark VALUES (1, 0);
  `)
  database.pragma('wal_checkpoint(TRUNCATE)')
  edge = { database, keys, read: database.prepare(readers[tables]).pluck() }
}

const fillers: Readonly<Record<FloorTables, (database: Database.Database, events: readonly FloorEvent[]) => void>> = {
  bare: (database, events) => {
    database.exec('CREATE TABLE outbox (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT')
    const insert = database.prepare('INSERT INTO outbox VALUES (NULL, ?)')
    database.transaction(() => events.forEach(({ bytes }) => insert.run(bytes)))()
  },
  case: (database, events) => {
    createCaseTables(database)
    caseWriter(database)(events)
  },
}

const readers: Readonly<Record<FloorTables, string>> = {
  bare: 'SELECT bytes FROM outbox WHERE number >= ? AND number <= ? ORDER BY number',
  case: `SELECT bytes FROM lane_out JOIN event ON event.row = lane_out.ref
    WHERE link = 1 AND lane = 1 AND number >= ? AND number <= ? ORDER BY number`,
}

/** Sends what the outbox holds, some as a warm-up; answers seconds from the first read to the last committed mark. */
async function send({ port, warmUp, count }: { readonly port: number; readonly warmUp: number; readonly count: number }) {
  if (edge === null) throw new Error('not filled')
  await sendRange(edge, port, 1, warmUp)
  const startMs = performance.now()
  await sendRange(edge, port, warmUp + 1, warmUp + count)
  const seconds = (performance.now() - startMs) / 1000
  return { seconds, acknowledged: edge.database.prepare('SELECT acknowledged FROM mark').pluck().get() as number }
}

function sendRange({ database, keys, read }: Edge, port: number, from: number, to: number): Promise<void> {
  const mark = database.prepare('UPDATE mark SET acknowledged = ? WHERE lane = 1')
  let next = from
  const sendNext = (stream: RawStream) => {
    if (next > to) return
    const events = read.all(next, Math.min(to, next + FRAME_EVENTS - 1)) as Buffer[]
    stream.send(encodeFrame({ first: next, events }))
    next += events.length
  }
  return new Promise((done, failed) => {
    const onReply = (reply: Buffer, stream: RawStream) => {
      const number = reply.readUInt32BE(0)
      mark.run(number)
      sendNext(stream)
      if (number === to) done(stream.close())
    }
    dialRaw(keys, port, onReply).then((stream) => {
      for (let frame = 0; frame < FRAMES_AHEAD; frame += 1) sendNext(stream)
    }, failed)
  })
}

serve({ fill, send })
