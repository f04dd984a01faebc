import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChannelPair } from '@liandong/core/link/channel.js'
import type { LoopFailure } from '@liandong/core/runtime/loop.js'
import { helloFrame, largeFrame, textFrame, texts } from './bus-frames.js'
import { BusStage, closeOf, soon } from './bus-stage.js'
import { dialWhenReady } from './test-bus.js'

let stage: BusStage
beforeEach(async () => {
  stage = await BusStage.open()
})
afterEach(() => stage[Symbol.asyncDispose]())

describe('a session over the bus', () => {
  it('begins at the city with the county’s Hello and carries frames both ways in order', async () => {
    const { near, far, up, down } = await stage.connect()
    const many = Array.from({ length: 200 }, (_, number) => `${number}`)
    for (const text of many) {
      near.messages.send(textFrame(1, text))
      far.messages.send(textFrame(1, text))
    }
    await vi.waitFor(() => expect(down).toEqual(many), soon)
    await vi.waitFor(() => expect(up).toEqual(['hello 1', ...many]), soon)
    expect(stage.arrivals.map(({ peer }) => peer)).toEqual(['k1'])
  })

  it('brings the same bytes as often as they are sent, however soon', async () => {
    const { near, up } = await stage.connect()
    for (let count = 0; count < 3; count += 1) near.messages.send(textFrame(1, 'again'))
    await vi.waitFor(() => expect(up).toEqual(['hello 1', 'again', 'again', 'again']), soon)
  })

  it('leaves nothing at the broker that was delivered', async () => {
    const { near, up } = await stage.connect()
    for (let number = 0; number < 20; number += 1) near.messages.send(textFrame(1, `${number}`))
    await vi.waitFor(() => expect(up).toHaveLength(21), soon)
    await using raw = await stage.bus.raw('city')
    await vi.waitFor(async () => expect((await raw.streams.info('up_k1')).state.messages).toBe(0), soon)
  })

  it('goes on with the same channels after the broker lost all it held', async () => {
    const { near, far, up, down } = await stage.connect()
    await stage.bus.server.kill()
    near.messages.send(textFrame(1, 'sent meanwhile'))
    stage.bus.server.wipe()
    await stage.bus.server.start()
    far.messages.send(textFrame(1, 'and back'))
    await vi.waitFor(() => expect([up, down]).toEqual([['hello 1', 'sent meanwhile'], ['and back']]), soon)
  })

  it('goes on after someone deleted its streams while every process lived', async () => {
    const { near, far, up, down } = await stage.connect()
    await using raw = await stage.bus.raw('city')
    for (const name of ['up_k1', 'down_k1']) await raw.streams.delete(name)
    near.messages.send(textFrame(1, 'up'))
    far.messages.send(textFrame(1, 'down'))
    await vi.waitFor(() => expect([up, down]).toEqual([['hello 1', 'up'], ['down']]), soon)
  })

  it('holds its sender back while the stream is full, and loses nothing by it', async () => {
    const windowBytes = 1024 * 1024
    stage.bus.city({ onPair: stage.accept, windowBytes })
    const { messages } = await dialWhenReady(stage.bus.county())
    let hasRoom = messages.send(helloFrame(1))
    messages.onDrain(() => {
      hasRoom = true
    })
    const far = await stage.arrival(0)
    const sent: string[] = []
    await using raw = await stage.bus.raw('city')
    await vi.waitFor(async () => {
      for (; hasRoom; sent.push(`chunk ${sent.length}`)) hasRoom = messages.send(largeFrame(1, sent.length, 100_000))
      expect((await raw.streams.info('up_k1')).state.bytes).toBeGreaterThan(windowBytes - 101_000)
    }, soon)
    expect(hasRoom).toBe(false)
    const up = texts(far.messages)
    await vi.waitFor(() => expect(up).toHaveLength(sent.length + 1), soon)
    expect(up.slice(1)).toEqual(sent)
    expect(hasRoom).toBe(true)
  })

  it('ends at both ends when either closes, after what was sent before', async () => {
    const { near, far, up } = await stage.connect()
    const reason = closeOf(far.messages)
    near.messages.send(textFrame(1, 'last word'))
    near.messages.close('done')
    expect(await reason).toBe('the other end closed')
    expect(up).toEqual(['hello 1', 'last word'])
    expect(near.messages.send(textFrame(1, 'too late'))).toBe(false)
  })

  it('drops frames of a session that is not open, unread and counted', async () => {
    const { city, near } = await stage.connect()
    near.messages.send(textFrame(1, 'of this one'))
    await using raw = await stage.bus.raw('k1')
    expect(
      await raw.publish('liandong.up.k1.new.9', stage.signed('k1', 'liandong.up.k1.new.9', textFrame(9, 'of another'))),
    ).toBe(true)
    await vi.waitFor(() => expect(city.dropped('k1')).toEqual({ badMac: 0, stray: 1 }), soon)
    expect(stage.arrivals).toHaveLength(1)
  })

  it('is followed by another that begins with its own Hello, and each has its own frames', async () => {
    const { county, up } = await stage.connect()
    const second = await dialWhenReady(county)
    second.messages.send(helloFrame(2))
    const secondUp = texts((await stage.arrival(1)).messages)
    second.messages.send(textFrame(2, 'newer'))
    await vi.waitFor(() => expect(secondUp).toEqual(['hello 2', 'newer']), soon)
    expect(up).toEqual(['hello 1'])
  })

  it('does not leave the city deaf when taking one in fails', async () => {
    const failures: LoopFailure[] = []
    const onPair = (peer: string, pair: ChannelPair) => {
      if (failures.length === 0) throw new Error('a bug')
      stage.accept(peer, pair)
    }
    stage.bus.city({ onPair, onFailure: (failure) => failures.push(failure) })
    const county = stage.bus.county()
    const [first, second] = [await dialWhenReady(county), await dialWhenReady(county)]
    first.messages.send(helloFrame(1))
    await vi.waitFor(() => expect(failures[0]?.error).toMatchObject({ code: 'internal/bug' }), soon)
    second.messages.send(helloFrame(2))
    expect(texts((await stage.arrival(0)).messages)).toEqual(['hello 2'])
  })

  it('begins although the city is away when the Hello is sent', async () => {
    const { city, county } = await stage.connect()
    await city.close()
    const near = await county.dial(AbortSignal.timeout(10_000))
    near.messages.send(helloFrame(2))
    stage.bus.city({ onPair: stage.accept })
    const up = texts((await stage.arrival(1)).messages)
    near.messages.send(textFrame(2, 'and on'))
    await vi.waitFor(() => expect(up).toEqual(['hello 2', 'and on']), soon)
  })
})
