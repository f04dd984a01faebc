import { describe, expect, test } from 'vitest'
import { CHILD, PARENT, TwoSites } from './testing/two-sites.testing.js'

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
