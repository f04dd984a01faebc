import { describe, expect, test } from 'vitest'
import { memoryPair } from '../transport/memory.js'
import { ZERO_HASH } from '../wire/hash.js'
import type { Channel, ChannelPair } from './channel.js'
import { ScriptedPeer } from './testing/scripted-peer.testing.js'
import { CHILD, PARENT, TwoSites } from './testing/two-sites.testing.js'

/** The same channel, as one on which frames may have lain. */
function stored(pair: ChannelPair): ChannelPair {
  const { messages } = pair
  const channel: Channel = {
    peer: messages.peer,
    isStored: true,
    send: (frame) => messages.send(frame),
    onFrame: (handler) => messages.onFrame(handler),
    onDrain: (handler) => messages.onDrain(handler),
    onClose: (handler) => messages.onClose(handler),
    close: (reason) => messages.close(reason),
  }
  return { ...pair, messages: channel }
}

function open() {
  const sites = new TwoSites()
  const { ledger, hub } = sites.parent
  /** A Hello as some store of the child once said it, read from the bus now. */
  function hello(session: number, linkId: string | null, instance: string): ScriptedPeer {
    const { dialler, accepter } = memoryPair({ line: sites.line, child: CHILD, parent: PARENT })
    hub.accept(CHILD, stored(accepter))
    const peer = new ScriptedPeer(dialler)
    Object.assign(peer, { session, linkId })
    peer.hello(sites.child.ledger.self(instance), linkId === null ? {} : { lanes: receivedAlready })
    sites.clock.advance(1_000)
    return peer
  }
  /** The child as it is now dials over the bus. */
  function dial(): void {
    const { dialler, accepter } = memoryPair({ line: sites.line, child: CHILD, parent: PARENT })
    hub.accept(CHILD, stored(accepter))
    sites.child.hub.connect(PARENT, stored(dialler))
    sites.clock.advance(1_000)
  }
  const stops = () => [sites.child.ledger.facts(PARENT).stopped, ledger.facts(CHILD).stopped]
  return { sites, hello, dial, stops, facts: () => ledger.facts(CHILD) }
}

const received = { received: 7, receivedDigest: 'ab'.repeat(32), credit: 1_000, written: 9 }
const receivedAlready = [
  { lane: 'case' as const, ...received },
  { lane: 'bulk' as const, ...received, receivedDigest: ZERO_HASH, received: 0 },
]

describe('a Hello that lay on the bus since before both stores were made anew', () => {
  test.each([
    ['of another link', 'link-of-old'],
    ['of a first meeting', null],
  ])('%s begins nothing and stops nothing', (_name, linkId) => {
    const { sites, hello, dial, stops, facts } = open()
    const peer = hello(7, linkId, 'old')
    expect(peer.all('stop')).toMatchObject([{ code: 'link/superseded' }])
    expect(facts()).toMatchObject({ linkId: null, stopped: null })
    for (let dials = 0; dials < 3; dials += 1) dial()
    expect(stops()).toEqual([null, null])
    expect(sites.status('child')).toMatchObject({ state: 'running' })
  })

  test('is answered so however many of them there are', () => {
    const { sites, hello, dial, stops } = open()
    for (const session of [7, 8, 9]) hello(session, 'link-of-old', `old-${session}`)
    for (let dials = 0; dials < 3; dials += 1) dial()
    expect(stops()).toEqual([null, null])
    expect(sites.status('child').state).toBe('running')
  })
})

test('one that lives and remembers a link this store does not know needs reconciliation, once it has come again', () => {
  const { hello, facts } = open()
  hello(7, 'link-of-old', 'live')
  const last = facts().session
  expect(last).toBeGreaterThan(1_000_000)
  const again = hello(last + 1, 'link-of-old', 'live')
  expect(again.all('stop')).toMatchObject([{ code: 'link/needs-reconciliation' }])
  expect(facts().stopped).toBe('link/needs-reconciliation')
})

test('a Welcome to an earlier Hello under the same number is not taken for the answer', () => {
  const { sites } = open()
  const { dialler, accepter } = memoryPair({ line: sites.line, child: CHILD, parent: PARENT })
  sites.child.hub.connect(PARENT, stored(dialler))
  const city = new ScriptedPeer(accepter)
  sites.clock.advance(100)
  const [hello] = city.all('hello')
  const { store, site, programVersion, bodyTypes, rosterVersion } = sites.parent.ledger.self()
  const lanes = (['case', 'bulk'] as const).map((lane) => {
    return { lane, received: 0, receivedDigest: ZERO_HASH, credit: 10, written: 0 }
  })
  const welcome = { kind: 'welcome' as const, site, store, programVersion, bodyTypes, rosterVersion, wire: 1, lanes, clockMs: 1 }
  city.say({ ...welcome, helloClockMs: 5 }, { linkId: 'link-of-old', session: 1 })
  sites.clock.advance(100)
  expect(sites.child.ledger.facts(PARENT).linkId).toBeNull()
  city.say({ ...welcome, helloClockMs: hello?.clockMs ?? 0 }, { linkId: 'link-1', session: 1 })
  sites.clock.advance(100)
  expect(sites.child.ledger.facts(PARENT).linkId).toBe('link-1')
  expect(sites.status('child').drops).toMatchObject({ 'other-session': 1 })
})
