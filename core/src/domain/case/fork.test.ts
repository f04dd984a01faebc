import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareEpochs, type Epoch } from '../epoch.js'
import { extendsHead, standingBranch, type BranchRow } from './fork.js'

const epoch = (text: string): Epoch => {
  const [seizures = 0, tier = 0, moves = 0] = text.split('.').map(Number)
  return { seizures, tier, moves }
}

/** `row('3b', '2a', '0.0.1')`: sequence from the name, predecessor, epoch. */
const row = (hash: string, previousHash: string, at = '0.0.0'): BranchRow => ({
  sequence: Number.parseInt(hash, 10),
  hash,
  previousHash,
  epoch: epoch(at),
})

describe('the branch that stands', () => {
  test('is all rows of a case nobody forked', () => {
    const rows = [row('1a', '0'), row('2a', '1a', '0.0.1'), row('3a', '2a', '0.0.1')]
    expect(standingBranch(rows)).toEqual({ standing: ['1a', '2a', '3a'], setAside: [], frozen: false })
    expect(standingBranch([])).toEqual({ standing: [], setAside: [], frozen: false })
  })

  test('has the highest epoch at its head, however long the other is', () => {
    const rows = [row('1a', '0'), row('2a', '1a'), row('3a', '2a'), row('4a', '3a'), row('3s', '2a', '1.1.0')]
    expect(standingBranch(rows)).toEqual({ standing: ['1a', '2a', '3s'], setAside: ['3a', '4a'], frozen: false })
  })

  test('of two seizures is the city’s, and a move never outranks a seizure', () => {
    const rows = [row('1a', '0'), row('2k', '1a', '1.1.0'), row('2c', '1a', '1.2.0'), row('2v', '1a', '0.0.9')]
    expect(standingBranch(rows)).toEqual({ standing: ['1a', '2c'], setAside: ['2k', '2v'], frozen: false })
  })

  test('is frozen while two heads share an epoch, shown the same everywhere', () => {
    const rows = [row('1a', '0'), row('2a', '1a'), row('2b', '1a'), row('3b', '2b')]
    const branches = { standing: ['1a', '2b', '3b'], setAside: ['2a'], frozen: true }
    expect(standingBranch(rows)).toEqual(branches)
    expect(standingBranch([...rows].reverse())).toEqual(branches)
    expect(standingBranch([row('1a', '0'), row('2b', '1a'), row('2a', '1a')])).toMatchObject({
      standing: ['1a', '2a'],
      frozen: true,
    })
  })

  test('is decided by a seizure that names one of them', () => {
    const rows = [row('1a', '0'), row('2a', '1a'), row('2b', '1a'), row('3b', '2b'), row('3s', '2a', '1.1.0')]
    expect(standingBranch(rows)).toEqual({ standing: ['1a', '2a', '3s'], setAside: ['2b', '3b'], frozen: false })
  })

  test('is not frozen by two heads below the highest', () => {
    const rows = [row('1a', '0'), row('2a', '1a'), row('2b', '1a'), row('2s', '1a', '1.1.0')]
    expect(standingBranch(rows)).toMatchObject({ standing: ['1a', '2s'], frozen: false })
  })

  test('leaves out rows whose predecessor is not here, and first rows are branches too', () => {
    expect(standingBranch([row('1a', '0'), row('3x', '2x', '1.1.0')])).toEqual({
      standing: ['1a'],
      setAside: ['3x'],
      frozen: false,
    })
    expect(standingBranch([row('1a', '0'), row('1b', '0')])).toMatchObject({ standing: ['1a'], setAside: ['1b'], frozen: true })
    expect(standingBranch([row('2a', '1a')])).toEqual({ standing: [], setAside: ['2a'], frozen: false })
  })

  test('does not depend on the order rows came in, and no row is lost', () => {
    fc.assert(
      fc.property(randomTree(), fc.infiniteStream(fc.nat()), (rows, noise) => {
        const branches = standingBranch(rows)
        const shuffled = rows.map((each) => ({ each, at: noise.next().value ?? 0 })).sort((a, b) => a.at - b.at)
        expect(standingBranch(shuffled.map(({ each }) => each))).toEqual(branches)
        expect([...branches.standing, ...branches.setAside].sort()).toEqual(rows.map(({ hash }) => hash).sort())
        const byHash = new Map(rows.map((each) => [each.hash, each]))
        const head = byHash.get(branches.standing.at(-1) ?? '')
        for (const each of rows) expect(compareEpochs(each.epoch, head?.epoch ?? each.epoch)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

test('a row extends the head when it follows it and its epoch is not lower', () => {
  const head = row('2a', '1a', '0.0.1')
  expect(extendsHead(null, row('1a', '0'))).toBe(true)
  expect(extendsHead(null, row('2a', '1a'))).toBe(false)
  expect(extendsHead(head, row('3a', '2a', '0.0.1'))).toBe(true)
  expect(extendsHead(head, row('3a', '2b', '0.0.1'))).toBe(false)
  expect(extendsHead(head, row('4a', '2a', '0.0.1'))).toBe(false)
  expect(extendsHead(head, row('3a', '2a', '0.0.0'))).toBe(false)
})

/** Rows that hang below earlier ones, epochs never falling along a branch. */
function randomTree(): fc.Arbitrary<BranchRow[]> {
  const steps = fc.array(fc.record({ parent: fc.nat(), raise: fc.constantFrom('stay', 'move', 'county', 'city') }), {
    maxLength: 12,
  })
  return steps.map((each) => {
    const rows: BranchRow[] = [row('1-0', '0')]
    each.forEach(({ parent, raise }, index) => {
      const base = rows[parent % rows.length] as BranchRow
      const { seizures, tier, moves } = base.epoch
      const raised = {
        stay: base.epoch,
        move: { seizures, tier, moves: moves + 1 },
        county: { seizures: seizures + 1, tier: 1, moves },
        city: { seizures: seizures + 1, tier: 2, moves },
      }
      const sequence = base.sequence + 1
      rows.push({
        sequence,
        hash: `${sequence}-${index + 1}`,
        previousHash: base.hash,
        epoch: raised[raise as keyof typeof raised],
      })
    })
    return rows
  })
}
