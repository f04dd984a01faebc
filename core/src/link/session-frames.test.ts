import { describe, expect, test } from 'vitest'
import { ZERO_HASH } from '../wire/hash.js'
import { CHILD, TwoSites, greeted } from './testing/two-sites.testing.js'

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
    peer.say({ kind: 'got', caseId: '0'.repeat(32), hash: ZERO_HASH, held: false, byCustodian: false })
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
