import { describe, expect, test } from 'vitest'
import { Fault } from '../domain/fault.js'
import { MAX_FRAME_BYTES } from '../wire/frame.js'
import { ZERO_HASH } from '../wire/hash.js'
import { CHILD, PARENT, texts, TwoSites } from './testing/two-sites.testing.js'

/** A test that speaks as the child, past its greeting. */
function greeted() {
  const sites = new TwoSites()
  const peer = sites.dialAs()
  peer.hello(sites.child.ledger.self())
  sites.clock.advance(10)
  expect(peer.all('welcome')).toHaveLength(1)
  return { sites, peer }
}

describe('two sites', () => {
  test('agree on a new link and exchange what they wrote before and after', () => {
    const sites = new TwoSites()
    sites.write('child', 'case', texts('up', 3))
    const sessions = sites.dial()
    sites.clock.advance(100)
    expect([sessions.child.state, sessions.parent.state]).toEqual(['running', 'running'])
    sites.write('parent', 'bulk', texts('down', 2))
    sites.clock.advance(100)
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(texts('up', 3))
    expect(sites.child.ledger.received(PARENT, 'bulk')).toEqual(texts('down', 2))
    expect(sites.child.ledger.acknowledged(PARENT, 'case')).toBe(3)
    expect(sites.child.ledger.facts(PARENT).linkId).toBe(sites.parent.ledger.facts(CHILD).linkId)
    expect([...sites.child.bugs, ...sites.parent.bugs]).toEqual([])
  })

  test('send each message once over a sound line, whatever its delay', () => {
    const sites = new TwoSites({ faults: { delayMs: [200, 200] } })
    sites.dial()
    sites.clock.advance(1_000)
    sites.write('child', 'case', texts('up', 3_000, 500))
    sites.write('parent', 'bulk', texts('down', 500, 2_000))
    sites.clock.advance(120_000)
    expect(sites.parent.ledger.received(CHILD, 'case')).toHaveLength(3_000)
    expect(sites.child.ledger.received(PARENT, 'bulk')).toHaveLength(500)
    const { drops } = sites.status('parent')
    expect([drops.duplicate, drops.gap, sites.status('child').drops.duplicate]).toEqual([0, 0, 0])
  })

  test('resume after a broken line exactly behind what was committed', () => {
    const sites = new TwoSites({ faults: { bytesPerSecond: 20_000 } })
    sites.write('child', 'case', texts('up', 400, 500))
    sites.run(5_000, 500)
    const before = sites.parent.ledger.received(CHILD, 'case').length
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(400)
    sites.line.break()
    sites.run(60_000)
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(texts('up', 400, 500))
    expect(sites.child.ledger.facts(PARENT)).toMatchObject({ session: 2, stopped: null })
  })

  test('know how far their clocks are apart', () => {
    const sites = new TwoSites({ faults: { delayMs: [40, 40] } })
    sites.dial()
    sites.clock.advance(30_000)
    expect(sites.child.ledger.offset(PARENT)).toEqual({ offsetMs: 0, uncertaintyMs: 40 })
    expect(sites.parent.ledger.offset(CHILD)).toEqual({ offsetMs: 0, uncertaintyMs: 40 })
  })

  test('frames grow over a quick line and shrink over a thin one', () => {
    const quick = new TwoSites({ faults: { delayMs: [20, 20] } })
    quick.write('child', 'case', texts('up', 3_000, 2_000))
    quick.run(20_000)
    expect(quick.status('child').frameBytes).toBe(MAX_FRAME_BYTES)
    const thin = new TwoSites({ faults: { bytesPerSecond: 4_000 } })
    thin.write('child', 'case', texts('up', 300, 1_000))
    thin.run(60_000)
    expect(thin.status('child').frameBytes).toBe(4 * 1024)
    expect(thin.status('child')).toMatchObject({ state: 'running', session: 1 })
  })

  test('a line without a word for 35 seconds is closed at both ends', () => {
    const sites = new TwoSites()
    const { child, parent } = sites.dial()
    sites.clock.advance(10_000)
    sites.line.cut()
    sites.clock.advance(34_000)
    expect([child.state, parent.state]).toEqual(['running', 'running'])
    sites.clock.advance(2_000)
    expect([child.status().reason, parent.status().reason]).toEqual(['silent', 'silent'])
  })

  test('a Hello that nobody answers is given up', () => {
    const sites = new TwoSites({ faults: { dropRate: 1 }, random: () => 0 })
    const { child } = sites.dial()
    sites.clock.advance(15_000)
    expect(child.status()).toMatchObject({ state: 'closed', reason: 'silent' })
  })

  test('an answer lost on the way is made good by the next heartbeat', () => {
    const sites = new TwoSites()
    sites.dial()
    sites.clock.advance(100)
    sites.write('child', 'case', texts('up', 2))
    sites.parent.ledger.onReceive = () => sites.line.cut()
    sites.clock.advance(1)
    sites.line.heal()
    expect(sites.child.ledger.acknowledged(PARENT, 'case')).toBe(0)
    sites.clock.advance(10_000)
    expect(sites.child.ledger.acknowledged(PARENT, 'case')).toBe(2)
    expect(sites.status('parent').drops.duplicate).toBe(0)
  })

  test('a lost batch is sent again once nothing has moved for 15 seconds, whatever the connection says', () => {
    const sites = new TwoSites()
    sites.dial()
    sites.clock.advance(100)
    sites.line.cut()
    sites.write('child', 'case', ['lost'])
    sites.line.heal()
    sites.clock.advance(14_000)
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual([])
    sites.clock.advance(1_100)
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(['lost'])
    expect(sites.status('child').session).toBe(1)
  })

  test('a gap is noticed by the next batch and filled at once', () => {
    const sites = new TwoSites()
    sites.dial()
    sites.clock.advance(100)
    sites.line.cut()
    sites.write('child', 'case', ['lost'])
    sites.line.heal()
    sites.write('child', 'case', ['next'])
    sites.clock.advance(100)
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(['lost', 'next'])
    expect(sites.status('parent').drops.gap).toBe(1)
  })

  test('a message nobody spoke of goes with the next heartbeat', () => {
    const sites = new TwoSites()
    sites.dial()
    sites.clock.advance(100)
    sites.child.ledger.write(PARENT, 'case', 'unspoken')
    sites.clock.advance(10_000)
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(['unspoken'])
  })
})

const [a, b] = ['a'.repeat(32), 'b'.repeat(32)]

describe('a case whose earlier event is missing', () => {
  test('is asked for, while the lane goes on', () => {
    const sites = new TwoSites()
    sites.dial()
    sites.write('child', 'case', [`${a}:3`, `${b}:1`, `${a}:4`])
    sites.clock.advance(100)
    expect([sites.parent.ledger.head(a), sites.parent.ledger.head(b)]).toEqual([4, 1])
    expect(sites.child.ledger.results(PARENT, 'case')).toMatchObject([
      { number: 1, state: 'held', code: 'event/unknown-predecessor' },
      { number: 3, state: 'held' },
    ])
  })

  test('is asked for again when the question was lost', () => {
    const sites = new TwoSites()
    sites.dial()
    sites.clock.advance(100)
    sites.parent.ledger.onReceive = () => sites.line.cut()
    sites.write('child', 'case', [`${a}:3`])
    sites.clock.advance(1)
    sites.parent.ledger.onReceive = () => undefined
    sites.line.heal()
    expect(sites.parent.ledger.head(a)).toBe(0)
    sites.clock.advance(11_000)
    expect(sites.parent.ledger.head(a)).toBe(3)
  })
})

describe('the store fails', () => {
  test('on receiving: nothing is acknowledged, the session ends, the next one brings it again', () => {
    const sites = new TwoSites()
    const { child, parent } = sites.dial()
    sites.clock.advance(100)
    sites.parent.ledger.failure = new Fault('store/full', 'disk')
    sites.write('child', 'case', ['once'])
    sites.clock.advance(100)
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual([])
    expect(sites.child.ledger.acknowledged(PARENT, 'case')).toBe(0)
    expect([child.status().reason, parent.status().reason]).toEqual(['store/full', 'store/full'])
    sites.run(1_000)
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(['once'])
    expect(sites.parent.ledger.facts(CHILD).stopped).toBeNull()
  })

  test('with an error that is no fault: it is reported, and the session ends all the same', () => {
    const sites = new TwoSites()
    const { parent } = sites.dial()
    sites.parent.ledger.onReceive = () => {
      throw new Error('a mistake')
    }
    sites.write('child', 'case', ['x'])
    sites.clock.advance(100)
    expect(parent.status().reason).toBe('internal/bug')
    expect(sites.parent.bugs.map(String)).toEqual(['Error: a mistake'])
  })
})

describe('frames that should not be', () => {
  test.each([
    ['garbage', Uint8Array.from([255, 254, 253, 252]), 'link/malformed-frame'],
    ['a frame cut short', Uint8Array.from([0x0a, 0x05, 0x61]), 'link/malformed-frame'],
    ['an empty list of messages', Uint8Array.from([0x10, 1, 0x6a, 4, 0x08, 1, 0x10, 1]), 'link/malformed-frame'],
  ])('%s: the peer is told and the line closed, nothing is recorded', (_title, bytes, code) => {
    const { sites, peer } = greeted()
    peer.sayBytes(bytes)
    sites.clock.advance(10)
    expect(peer.all('stop')).toMatchObject([{ code }])
    expect(peer.closed).not.toBeNull()
    expect(sites.status('parent')).toMatchObject({ state: 'down', reason: code })
    expect(sites.parent.ledger.facts(CHILD).stopped).toBeNull()
  })

  test('of another link or session are dropped unread and counted', () => {
    const { sites, peer } = greeted()
    const batch = {
      kind: 'batch',
      lane: 'case',
      first: 1,
      messages: [{ kind: 'event', kindNumber: 1, payload: new Uint8Array(3) }],
    } as const
    peer.say(batch, { linkId: 'other' })
    peer.say(batch, { session: 9 })
    sites.clock.advance(10)
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual([])
    expect(sites.status('parent').drops).toMatchObject({ 'other-link': 1, 'other-session': 1 })
    peer.batch('case', 1, ['mine'])
    sites.clock.advance(10)
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(['mine'])
  })

  test('before the greeting are dropped and counted', () => {
    const sites = new TwoSites()
    const peer = sites.dialAs()
    peer.batch('case', 1, ['early'])
    peer.hello(sites.child.ledger.self())
    sites.clock.advance(10)
    expect(sites.status('parent')).toMatchObject({ state: 'running', drops: { 'too-early': 1 } })
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual([])
  })

  test('a second Hello, a Welcome or a paper among the messages changes nothing', () => {
    const { sites, peer } = greeted()
    peer.hello(sites.child.ledger.self(), { instance: 'other' })
    peer.say({ kind: 'got', caseId: '0'.repeat(32), hash: ZERO_HASH })
    sites.clock.advance(10)
    expect(sites.status('parent')).toMatchObject({ state: 'running', drops: { unexpected: 2 } })
  })

  test('a batch that repeats or overlaps is taken for its new part only', () => {
    const { sites, peer } = greeted()
    peer.batch('case', 1, ['one', 'two'])
    peer.batch('case', 1, ['one', 'two'])
    peer.batch('case', 2, ['two', 'three'])
    sites.clock.advance(2_000)
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(['one', 'two', 'three'])
    expect(peer.all('ack').at(-1)).toMatchObject({ number: 3 })
  })
})

describe('the greeting', () => {
  test('is refused for wire versions that do not meet, and nothing is recorded', () => {
    const sites = new TwoSites({ parent: { wire: { oldest: 3, newest: 4 } } })
    const { child } = sites.dial()
    sites.clock.advance(100)
    expect(child.status()).toMatchObject({ reason: 'link/unsupported-version', detail: 'here 3 to 4, there 1 to 1' })
    expect(sites.child.ledger.facts(PARENT)).toMatchObject({ linkId: null, stopped: null })
  })

  test('settles on the newest version both speak', () => {
    const sites = new TwoSites({ child: { wire: { oldest: 1, newest: 2 } } })
    const { child } = sites.dial()
    sites.clock.advance(100)
    expect(child.state).toBe('running')
  })

  test('is refused when another site answers than the certificate names', () => {
    const sites = new TwoSites()
    const peer = sites.dialAs()
    peer.hello(sites.child.ledger.self(), { site: 'X' })
    sites.clock.advance(10)
    expect(peer.all('stop')).toMatchObject([{ code: 'link/wrong-peer' }])
    expect(sites.parent.ledger.facts(CHILD)).toMatchObject({ session: 0, linkId: null })
  })

  test('is refused by a dialler that reached another parent', () => {
    const sites = new TwoSites()
    const peer = sites.answerAs()
    sites.clock.advance(10)
    const [hello] = peer.all('hello')
    const { store, programVersion, bodyTypes, rosterVersion } = sites.parent.ledger.self()
    const lanes = hello?.lanes ?? []
    const welcome = { site: 'X', store, wire: 1, programVersion, bodyTypes, lanes, clockMs: 5, rosterVersion, helloClockMs: 5 }
    peer.say({ kind: 'welcome', ...welcome }, { linkId: 'L' })
    sites.clock.advance(10)
    expect(peer.all('stop')).toMatchObject([{ code: 'link/wrong-peer' }])
    expect(sites.child.ledger.facts(PARENT).linkId).toBeNull()
  })

  test('after a lost Welcome goes on with the link the accepter began', () => {
    const sites = new TwoSites()
    const peer = sites.dialAs()
    peer.hello(sites.child.ledger.self())
    sites.clock.advance(10)
    peer.close()
    sites.child.ledger.beginSession(PARENT)
    const begun = sites.parent.ledger.facts(CHILD).linkId
    sites.dial()
    sites.write('child', 'case', ['after all'])
    sites.clock.advance(100)
    expect(sites.child.ledger.facts(PARENT).linkId).toBe(begun)
    expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(['after all'])
  })

  test('with a session number used before sends the dialler above the last one', () => {
    const sites = new TwoSites()
    sites.parent.ledger.sawSession(CHILD, 40)
    sites.dial()
    sites.clock.advance(100)
    expect(sites.status('child')).toMatchObject({ state: 'down', reason: 'link/superseded' })
    const { child } = sites.dial()
    sites.clock.advance(100)
    expect(child).toMatchObject({ state: 'running', session: 41 })
  })

  test('states what each side is, for screens', () => {
    const sites = new TwoSites()
    sites.dial()
    sites.clock.advance(100)
    expect(sites.status('parent').peerFacts).toEqual({
      store: 'V-store',
      generation: 1,
      programVersion: '0.1.0',
      bodyTypes: ['registered'],
      rosterVersion: 1,
    })
    expect(sites.status('child').peerFacts).toMatchObject({ store: 'K-store', generation: null })
  })
})

test('while cases wait, bulk gets about a quarter of what they get, and is not starved', () => {
  const sites = new TwoSites({ faults: { bytesPerSecond: 40_000 } })
  sites.dial()
  sites.clock.advance(100)
  sites.write('child', 'bulk', texts('bulk', 2_000, 1_000))
  sites.write('child', 'case', texts('case', 2_000, 1_000))
  sites.clock.advance(30_000)
  const cases = sites.parent.ledger.received(CHILD, 'case').length
  const bulk = sites.parent.ledger.received(CHILD, 'bulk').length
  expect(bulk).toBeGreaterThan(cases / 10)
  expect(bulk).toBeLessThan(cases / 2.5)
})

test('a new case message overtakes a long bulk lane', () => {
  const sites = new TwoSites({ faults: { bytesPerSecond: 8_000 } })
  sites.dial()
  sites.clock.advance(100)
  sites.write('child', 'bulk', texts('bulk', 3_000, 1_000))
  sites.clock.advance(60_000)
  sites.write('child', 'case', ['urgent'])
  sites.clock.advance(5_000)
  expect(sites.parent.ledger.received(CHILD, 'case')).toEqual(['urgent'])
})

test('a slow reader pushes back: what is on its way stays within the buffer and the window', () => {
  const sites = new TwoSites({ faults: { bytesPerSecond: 1_000, bufferBytes: 8 * 1024 } })
  sites.dial()
  sites.clock.advance(100)
  sites.write('child', 'case', texts('case', 2_000, 1_000))
  sites.clock.advance(1_000)
  const { bytes, deliveredBytes } = sites.line.passed.up.messages
  expect(bytes - deliveredBytes).toBeLessThan(48 * 1024)
  sites.clock.advance(20_000)
  expect(sites.status('child').lanes[0]?.inFlight).toBeLessThan(150)
})

test('events of the largest size pass in frames that every hop takes, and very small ones do not overfill a frame', () => {
  const sites = new TwoSites({ faults: { delayMs: [5, 5] } })
  sites.write('child', 'case', texts('large', 100, 64 * 1024))
  sites.write('child', 'bulk', texts('small', 5_000, 1))
  sites.run(30_000)
  expect(sites.parent.ledger.received(CHILD, 'case')).toHaveLength(100)
  expect(sites.parent.ledger.received(CHILD, 'bulk')).toHaveLength(5_000)
  expect(sites.status('child')).toMatchObject({ state: 'running', session: 1 })
})

test('a message that no frame can carry ends the session by name instead of waiting silently', () => {
  const sites = new TwoSites()
  const { child } = sites.dial()
  sites.write('child', 'bulk', texts('huge', 1, 600 * 1024))
  sites.clock.advance(100)
  expect(child.status()).toMatchObject({ state: 'closed', reason: 'link/frame-too-large' })
})
