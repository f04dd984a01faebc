import { describe, expect, test } from 'vitest'
import { Fault } from '../domain/fault.js'
import { MAX_FRAME_BYTES } from '../wire/frame.js'
import { CHILD, PARENT, texts, TwoSites } from './testing/two-sites.testing.js'

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
