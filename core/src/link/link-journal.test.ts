import { expect, test } from 'vitest'
import { captureLog } from '../runtime/captured-log.js'
import { LinkJournal } from './link-journal.js'
import { type LinkStatus, noDrops } from './status.js'

const down: LinkStatus = {
  peer: 'a',
  state: 'down',
  sinceMs: 0,
  reason: 'silent',
  detail: '',
  linkId: 'l',
  session: 3,
  peerFacts: null,
  offset: null,
  lanes: [],
  frameBytes: 0,
  peerInMaintenance: false,
  drops: { ...noDrops(), gap: 2, 'other-link': 1 },
  lastHeardMs: null,
  papers: null,
  nextDialMs: null,
}

test('what a session dropped is told once, in the words of the catalogue', () => {
  const { logger, lines } = captureLog()
  const journal = new LinkJournal(logger, null)
  journal.note(down)
  journal.note({ ...down, reason: 'link/parent-unreachable' })
  const told = lines().filter(({ message }) => message === 'frames dropped')
  expect(told).toMatchObject([
    { peer: 'a', code: 'link/wrong-link', reason: 'other-link', count: 1 },
    { peer: 'a', code: 'link/out-of-order', reason: 'gap', count: 2 },
  ])
})
