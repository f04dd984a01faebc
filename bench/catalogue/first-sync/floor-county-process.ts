import { deflateRawSync } from 'node:zlib'
import { encodeItem } from '@liandong/core/wire/item.js'
import type { EndKeys } from '../../floors/keys.js'
import { serveRaw } from '../../floors/raw-stream.js'
import { serve } from '../../harness/serve.js'
import { revisionsOf } from '../revisions.js'

/** Tried: 16 KB and 4 ahead fill the line too, but a case waits half a second behind them. */
const FRAME_BYTES = 8 * 1024
const FRAMES_AHEAD = 3

let frames: readonly Buffer[] = []
let sent = 0
let onDone = () => {}
const done = new Promise<void>((resolve) => (onDone = resolve))

/** Each content deflated by itself, as whoever resumes item by item must; kinds: 'b' a piece of them, 'c' a case's answer. */
async function start({ keys, items }: { readonly keys: EndKeys; readonly items: number }): Promise<number> {
  const all = Buffer.concat(revisionsOf(items).items.map((item) => deflateRawSync(encodeItem(item), { level: 9 })))
  frames = Array.from({ length: Math.ceil(all.length / FRAME_BYTES) }, (_, at) =>
    Buffer.concat([Buffer.from('b'), all.subarray(at * FRAME_BYTES, (at + 1) * FRAME_BYTES)]),
  )
  return serveRaw(keys, (frame, answer) => {
    const kind = String.fromCharCode(frame[0] ?? 0)
    if (kind === 'c') answer(frame.subarray(0, 5))
    else if (kind === 'h') for (let ahead = 0; ahead < FRAMES_AHEAD; ahead += 1) next(answer)
    else if (kind === 'a') acknowledged(frame.readUInt32BE(1), answer)
  })
}

function next(answer: (frame: Buffer) => void): void {
  const frame = frames[sent]
  sent += 1
  if (frame !== undefined) answer(frame)
}

function acknowledged(count: number, answer: (frame: Buffer) => void): void {
  next(answer)
  if (count === frames.length) onDone()
}

/** Resolves when the other end has committed everything. */
function taken(): Promise<void> {
  return done
}

serve({ start, taken })
