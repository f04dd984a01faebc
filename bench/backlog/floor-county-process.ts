import type Database from 'better-sqlite3'
import { caseWriter, createCaseTables, eventOf } from '../floors/case-tables.js'
import type { EndKeys } from '../floors/keys.js'
import { serveRaw } from '../floors/raw-stream.js'
import { openTuned } from '../floors/tuned-sqlite.js'
import { serve } from '../harness/serve.js'
import { decodeFrame, type FloorFrame } from './floor-frame.js'
import type { FloorTables } from './sizes.js'

let database: Database.Database | null = null

interface FloorCountyTask {
  readonly path: string
  readonly keys: EndKeys
  readonly tables: FloorTables
}

/** Takes frames, commits each, and answers the number up to which all is safe. */
async function start({ path, keys, tables }: FloorCountyTask): Promise<number> {
  database = openTuned(path)
  const write = writers[tables](database)
  return serveRaw(keys, (bytes, answer) => {
    const frame = decodeFrame(bytes)
    write(frame)
    const reply = Buffer.allocUnsafe(4)
    reply.writeUInt32BE(frame.first + frame.events.length - 1)
    answer(reply)
  })
}

const writers: Readonly<Record<FloorTables, (into: Database.Database) => (frame: FloorFrame) => void>> = {
  bare: (into) => {
    into.exec('CREATE TABLE event (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT')
    const insert = into.prepare('INSERT INTO event VALUES (?, ?)')
    const write = into.transaction(({ first, events }: FloorFrame) => {
      for (const [index, event] of events.entries()) insert.run(first + index, event)
    })
    return (frame) => write.immediate(frame)
  },
  case: (into) => {
    createCaseTables(into)
    const write = caseWriter(into)
    return ({ events }) => write(events.map(eventOf))
  },
}

function stop(): void {
  database?.close()
}

serve({ start, stop })
