import { describe, expect, it } from 'vitest'
import { openStore } from '../store/open.js'
import { randomHex } from '../wire/hash.js'
import { Site } from './site.js'
import { systemClock } from '../runtime/clock.js'

function siteWith(written: string[][]): Site {
  return new Site({
    site: 's1',
    parent: null,
    tier: 'city',
    generation: 1,
    store: openStore(':memory:'),
    clock: systemClock,
    sealKey: new Uint8Array(32),
    randomHex,
    programVersion: '0.1.0',
    signer: null,
    bodyTypes: [],
    notify: { written: (peers) => written.push([...peers]), papersChanged: () => undefined, alarm: () => undefined },
  })
}

describe('commands that share a commit', () => {
  it('a failing one does not silence what the one beside it wrote', async () => {
    const written: string[][] = []
    const site = siteWith(written)
    const good = site.commit(() => site.markWritten('neighbour'))
    const bad = site.commit(() => {
      throw new Error('this command alone')
    })
    await expect(bad).rejects.toThrow('this command alone')
    await good
    expect(written).toEqual([['neighbour']])
    site.store.close()
  })

  it('a lost transaction announces nothing', () => {
    const written: string[][] = []
    const site = siteWith(written)
    const lost = () =>
      site.transact(() => {
        site.markWritten('neighbour')
        throw new Error('lost')
      })
    expect(lost).toThrow('lost')
    site.transact(() => undefined)
    expect(written).toEqual([])
    site.store.close()
  })
})
