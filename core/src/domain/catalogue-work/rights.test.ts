import { describe, expect, test } from 'vitest'
import { roster } from '../case/world.testing.js'
import { type WorkRight, workRefusal } from './rights.js'

/** What a person may do at county A's gateway for the items of an organ. */
function rightsOf(person: string, organ: string | null): readonly WorkRight[] {
  const rights: readonly WorkRight[] = ['write', 'check', 'review', 'publish']
  return rights.filter((right) => workRefusal(roster, 'a', { person, organ: null }, right, organ) === null)
}

describe('the right to work on the catalogue', () => {
  test('of an organ’s person is writing and checking its items', () => {
    expect(rightsOf('town-clerk', 'a-government')).toEqual(['write', 'check'])
    expect(rightsOf('town-clerk', 'a-bureau')).toEqual([])
  })

  test('of the hall is legal review, publishing, and what belongs to no one organ', () => {
    expect(rightsOf('a-window', 'a-bureau')).toEqual(['review', 'publish'])
    expect(rightsOf('a-window', null)).toEqual(['write', 'check', 'review', 'publish'])
  })

  test('is both for somebody of an organ posted in the hall', () => {
    expect(rightsOf('a-clerk', 'a-bureau')).toEqual(['write', 'check', 'review', 'publish'])
  })

  test('is none in another county, at a village, or for nobody', () => {
    expect(rightsOf('b-clerk', 'a-bureau')).toEqual([])
    expect(rightsOf('proxy', null)).toEqual([])
    expect(rightsOf('nobody', null)).toEqual([])
    // A village served by the gateway's own store is no hall.
    expect(rightsOf('hosted-proxy', null)).toEqual([])
  })
})
