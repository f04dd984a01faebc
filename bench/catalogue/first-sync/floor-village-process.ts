import { join } from 'node:path'
import { EVENT_BYTES } from '../../floors/case-tables.js'
import type { EndKeys } from '../../floors/keys.js'
import { dialRaw } from '../../floors/raw-stream.js'
import { openTuned } from '../../floors/tuned-sqlite.js'
import { serve } from '../../harness/serve.js'
import { CASE_EVERY_MS } from './names.js'

const caseMs: number[] = []
const cases: number[] = []
let timer: NodeJS.Timeout | null = null

/** Commits what comes piece by piece, and sends a case now and then. */
async function start({ folder, keys, port }: { readonly folder: string; readonly keys: EndKeys; readonly port: number }) {
  const database = openTuned(join(folder, 'village.db'))
  database.exec('CREATE TABLE piece (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT')
  const insert = database.prepare('INSERT INTO piece VALUES (NULL, ?)')
  let pieces = 0
  const stream = await dialRaw(keys, port, (frame, back) => {
    if (frame[0] === 'c'.charCodeAt(0)) return void caseMs.push(performance.now() - (cases[frame.readUInt32BE(1)] ?? 0))
    insert.run(frame)
    pieces += 1
    back.send(numbered('a', pieces, 5))
  })
  stream.send(Buffer.from('h'))
  timer = setInterval(() => {
    cases.push(performance.now())
    stream.send(numbered('c', cases.length - 1, EVENT_BYTES))
  }, CASE_EVERY_MS)
}

function numbered(kind: string, number: number, sizeBytes: number): Buffer {
  const frame = Buffer.alloc(sizeBytes)
  frame.write(kind)
  frame.writeUInt32BE(number, 1)
  return frame
}

function stop(): readonly number[] {
  if (timer !== null) clearInterval(timer)
  return caseMs
}

serve({ start, stop })
