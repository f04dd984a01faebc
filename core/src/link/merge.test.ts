import { expect, test } from 'vitest'
import type { LaneMark, LinkFacts } from '../site/ledger.js'
import type { LaneState } from '../wire/frame.js'
import { ZERO_HASH } from '../wire/hash.js'
import { commonWire, judgeLanes, judgeLink, judgePeer, judgeSession, judgeStatement, type OwnSide } from './merge.js'

const digest = (n: number) => (n === 0 ? ZERO_HASH : n.toString(16).padStart(64, 'd'))
const noLink: LinkFacts = { linkId: null, peerStore: null, session: 0, stopped: null }
const linked: LinkFacts = { linkId: 'L', peerStore: 'peer-store', session: 7, stopped: null }

function mark(numbers: Partial<LaneMark> = {}): LaneMark {
  return { lane: 'case', received: 40, receivedDigest: digest(40), written: 100, acknowledged: 50, ...numbers }
}

function state(numbers: Partial<LaneState> = {}): LaneState {
  return { lane: 'case', received: 60, receivedDigest: digest(60), credit: 160, written: 45, ...numbers }
}

function own(facts: LinkFacts, marks: readonly LaneMark[] = [mark()], role: OwnSide['role'] = 'accepter'): OwnSide {
  return { role, facts, marks, digestAt: (_lane, number) => digest(number) }
}

const untouched = state({ received: 0, receivedDigest: ZERO_HASH })

test.each([
  ['the accepter begins a link with a dialler that has none', own(noLink), { linkId: null }, 'adopt'],
  ['the dialler takes the link it is welcomed to', own(noLink, [mark()], 'dialler'), { linkId: 'L' }, 'adopt'],
  ['both remember the same link and store', own(linked), { linkId: 'L' }, 'resume'],
  [
    'the Welcome of the first session was lost',
    own(linked, [mark({ received: 0, acknowledged: 0 })]),
    { linkId: null },
    'resume',
  ],
  ['the dialler remembers a link the accepter does not', own(noLink), { linkId: 'L' }, 'link/needs-reconciliation'],
  ['a Welcome without a link', own(noLink, [mark()], 'dialler'), { linkId: null }, 'link/needs-reconciliation'],
  ['the two remember different links', own(linked), { linkId: 'M' }, 'link/needs-reconciliation'],
  ['the peer has another store', own(linked), { linkId: 'L', store: 'new-store' }, 'link/needs-reconciliation'],
  ['the peer forgot a link that was used', own(linked), { linkId: null }, 'link/needs-reconciliation'],
  [
    'the peer forgot an unused link and has another store',
    own(linked, [mark({ received: 0, acknowledged: 0 })]),
    { linkId: null, store: 'x' },
    'link/needs-reconciliation',
  ],
  [
    'a peer without a link says it received something',
    own(noLink),
    { linkId: null, lanes: [state()] },
    'link/needs-reconciliation',
  ],
  [
    'the link was stopped before',
    own({ ...linked, stopped: 'link/needs-reconciliation' }),
    { linkId: 'L' },
    'link/needs-reconciliation',
  ],
] as const)('link: %s', (_title, side, stated, expected) => {
  const verdict = judgeLink(side, { store: 'peer-store', lanes: [untouched], ...stated })
  expect(verdict.kind === 'stop' ? verdict.code : verdict.kind).toBe(expected)
})

test('a stop that was recorded before is said again and not recorded twice', () => {
  const side = own({ ...linked, stopped: 'link/needs-reconciliation' })
  expect(judgeLink(side, { store: 'peer-store', linkId: 'L', lanes: [] })).toMatchObject({ kind: 'stop', recorded: false })
})

test.each([
  ['equal digests: sending goes on behind what the peer committed', state(), { from: 61, credit: 160 }],
  ['nothing received yet', state({ received: 50, receivedDigest: digest(50) }), { from: 51, credit: 160 }],
  ['all received', state({ received: 100, receivedDigest: digest(100) }), { from: 101, credit: 160 }],
])('lanes resume: %s', (_title, stated, expected) => {
  expect(judgeLanes(own(linked), [stated])).toEqual({ kind: 'run', lanes: [{ lane: 'case', ...expected }] })
})

test.each([
  ['the peer received more than was ever written', state({ received: 101, receivedDigest: digest(101) })],
  ['the peer received less than it had acknowledged', state({ received: 49, receivedDigest: digest(49) })],
  ['the peer wrote less than was received from it', state({ written: 39 })],
  ['digests differ', state({ receivedDigest: digest(61) })],
])('lanes stop for reconciliation: %s', (_title, stated) => {
  expect(judgeLanes(own(linked), [stated])).toMatchObject({ kind: 'stop', code: 'link/needs-reconciliation', recorded: true })
})

test('a lane whose entry at the stated number is gone stops for reconciliation', () => {
  const side = { ...own(linked), digestAt: () => null }
  expect(judgeLanes(side, [state()])).toMatchObject({ kind: 'stop', code: 'link/needs-reconciliation' })
})

test('a lane that is not stated is a malformed frame, which nobody records', () => {
  expect(judgeLanes(own(linked), [])).toMatchObject({ kind: 'stop', code: 'link/malformed-frame', recorded: false })
})

test.each([
  ['the same digest passes', { number: 60, digest: digest(60) }, digest(60), null],
  ['another digest stops', { number: 60, digest: digest(61) }, digest(60), 'link/needs-reconciliation'],
  ['more than written stops', { number: 101, digest: digest(101) }, digest(101), 'link/needs-reconciliation'],
  ['an old number whose entry is pruned passes', { number: 20, digest: digest(20) }, null, null],
  ['a new number without an entry stops', { number: 60, digest: digest(60) }, null, 'link/needs-reconciliation'],
])('a statement in a session: %s', (_title, stated, ownDigest, expected) => {
  expect(judgeStatement(100, stated, ownDigest, 50)?.code ?? null).toBe(expected)
})

const nobodyElse = new Set<string>()
const live = { session: 7, instance: 'a', otherInstances: nobodyElse }

test.each([
  ['the first session', 0, null, { session: 1, instance: 'a' }, 'take'],
  ['the same program dials again', 7, live, { session: 8, instance: 'a' }, 'take'],
  ['the program was started again', 7, live, { session: 8, instance: 'b' }, 'take'],
  ['a number used before, nobody alive', 7, null, { session: 7, instance: 'b' }, 'behind'],
  ['a late copy of an old Hello', 7, live, { session: 6, instance: 'a' }, 'behind'],
  ['another instance with the number of the one that lives', 7, live, { session: 7, instance: 'b' }, 'clone'],
  [
    'an instance that was superseded comes back',
    7,
    { ...live, otherInstances: new Set(['b']) },
    { session: 9, instance: 'b' },
    'clone',
  ],
] as const)('sessions: %s', (_title, last, alive, hello, expected) => {
  expect(judgeSession(last, alive, hello).kind).toBe(expected)
})

test.each([
  [{ oldest: 1, newest: 1 }, { oldest: 1, newest: 1 }, 1],
  [{ oldest: 1, newest: 2 }, { oldest: 2, newest: 3 }, 2],
  [{ oldest: 1, newest: 3 }, { oldest: 1, newest: 2 }, 2],
  [{ oldest: 1, newest: 1 }, { oldest: 2, newest: 3 }, null],
  [{ oldest: 3, newest: 4 }, { oldest: 1, newest: 2 }, null],
])('wire versions %o and %o meet at %s', (one, other, expected) => {
  expect(commonWire(one, other)).toBe(expected)
})

test('a site that answers under another name is refused', () => {
  expect(judgePeer('K', 'K')).toBeNull()
  expect(judgePeer('K', 'X')).toMatchObject({ code: 'link/wrong-peer', recorded: false })
})
