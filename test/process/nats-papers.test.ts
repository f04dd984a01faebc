import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Channel } from '@liandong/core/link/channel.js'
import { memoryPair } from '@liandong/core/transport/memory.js'
import { MemoryLine } from '@liandong/core/transport/memory-line.js'
import { helloFrame, textFrame, texts } from './bus-frames.js'
import { BusStage, closeOf, soon } from './bus-stage.js'
import { dialWhenReady } from './test-bus.js'

let stage: BusStage
beforeEach(async () => {
  stage = await BusStage.open()
})
afterEach(() => stage[Symbol.asyncDispose]())

describe('the papers of a session over the bus', () => {
  it('wait for their own channel, whether it comes before the Hello or after', async () => {
    for (const [session, isEarly] of [
      [1, true],
      [2, false],
    ] as const) {
      const [nearEnd, farEnd] = pipe()
      const city = stage.bus.city({ onPair: stage.accept })
      const county = stage.bus.county({ dialBlobs: () => Promise.resolve(nearEnd) })
      const near = await dialWhenReady(county)
      near.blobs.send(textFrame(session, 'want'))
      if (isEarly) city.attachBlobs('k1', session, farEnd)
      near.messages.send(helloFrame(session))
      const far = await stage.arrival(session - 1)
      if (!isEarly) city.attachBlobs('k1', session, farEnd)
      const wants = texts(far.blobs)
      await vi.waitFor(() => expect(wants).toEqual(['want']), soon)
      await Promise.all([city.close(), county.close()])
    }
  })

  it('take the messages with them when their channel breaks, so that the site dials anew and states its wants', async () => {
    const [nearEnd, farEnd] = pipe()
    const city = stage.bus.city({ onPair: stage.accept })
    const near = await dialWhenReady(stage.bus.county({ dialBlobs: () => Promise.resolve(nearEnd) }))
    near.messages.send(helloFrame(1))
    const far = await stage.arrival(0)
    city.attachBlobs('k1', 1, farEnd)
    const closed = [near.messages, near.blobs, far.messages, far.blobs].map(closeOf)
    nearEnd.close('cut')
    expect(await Promise.all(closed)).toHaveLength(4)
  })

  it('are tried again while the way for them is closed, and messages flow meanwhile', async () => {
    const [nearEnd] = pipe()
    let attempts = 0
    const dialBlobs = () => {
      attempts += 1
      return attempts < 3 ? Promise.reject(new Error('no way through')) : Promise.resolve(nearEnd)
    }
    stage.bus.city({ onPair: stage.accept })
    const near = await dialWhenReady(stage.bus.county({ dialBlobs }))
    near.messages.send(helloFrame(1))
    const up = texts((await stage.arrival(0)).messages)
    await vi.waitFor(() => expect([up, attempts]).toEqual([['hello 1'], 3]), soon)
  })
})

/** A way for papers within this process. */
function pipe(): [Channel, Channel] {
  const { dialler, accepter } = memoryPair({ line: new MemoryLine(), child: 'k1', parent: 'city' })
  return [dialler.blobs, accepter.blobs]
}
