import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RoleGrant } from '../../domain/people/account.js'
import { verifierOf } from '../../store/people/verifiers.js'
import { PeopleStage } from '../people/people-stage.testing.js'
import { changeAccounts, confirmChange, refuseChangeAsked } from './accounts.js'
import { resetPassword } from './reset.js'
import { openResets } from './second-for-reset.js'

let stage: PeopleStage
const grant = (role: RoleGrant['role'], place = 'city-hall'): RoleGrant => ({ role, place, organ: null })

/** The city's two security administrators are city-second and city-clerk; a-helper audits the city, a-window county a alone. */
beforeEach(async () => {
  stage = new PeopleStage()
  await stage.roles(
    ['a-clerk', grant('network-administrator')],
    ['city-clerk', grant('security-administrator')],
    ['city-second', grant('security-administrator')],
    ['a-helper', grant('auditor')],
    ['a-window', grant('security-administrator', 'a-hall')],
  )
})
afterEach(() => stage.close())

const reset = () => resetPassword(stage.site('city'), { person: 'city-clerk', newSeed: false }, 'city-second')
const held = () => verifierOf(stage.counters.city.store, 'city-clerk')

async function propose(): Promise<string> {
  const made = await reset()
  if (made.kind !== 'proposed') throw new Error(JSON.stringify(made))
  return made.id
}

describe('the password of another security administrator', () => {
  test('is reset only after a second administrator agreed, once, and whoever agreed sees none', async () => {
    const id = await propose()
    expect(held()).toBeNull()
    expect(await propose()).toBe(id)
    expect(await confirmChange(stage.site('city'), id, 'a-helper')).toMatchObject({ kind: 'done' })
    expect(held()).toBeNull()
    expect(openResets(stage.site('city'))).toMatchObject([{ id, by: 'city-second', second: 'a-helper' }])
    expect(await reset()).toMatchObject({ kind: 'set', password: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) })
    expect(held()).toMatchObject({ mustChange: true, setBy: 'city-second' })
    expect((await reset()).kind).toBe('proposed')
  })

  test.each([
    ['whoever asked', 'city-second', 'account/second-person'],
    ['the person', 'city-clerk', 'account/second-person'],
    ['an administrator of a county', 'a-window', 'account/denied'],
    ['somebody who administers nothing', 'proxy', 'account/denied'],
  ])('is not agreed to by %s', async (_, second, code) => {
    const id = await propose()
    expect(await confirmChange(stage.site('city'), id, second)).toMatchObject({ kind: 'refused', code })
    expect((await reset()).kind).toBe('proposed')
  })

  test('waits a day and no longer, and goes when the second says no', async () => {
    const id = await propose()
    expect(await refuseChangeAsked(stage.site('city'), id, 'a-helper')).toEqual({ kind: 'done' })
    expect(await confirmChange(stage.site('city'), id, 'a-helper')).toMatchObject({ code: 'account/proposal-unknown' })
    const late = await propose()
    stage.counters.city.clock.advance(24 * 3_600_000 + 1)
    expect(await confirmChange(stage.site('city'), late, 'a-helper')).toMatchObject({ code: 'account/proposal-unknown' })
  })
})

describe('a change that waits', () => {
  test('is not made once the second person said no', async () => {
    const change = { do: 'set-roles', person: 'proxy', roles: [grant('auditor', 'a-hall')] } as const
    const proposed = await changeAccounts(stage.site('city'), change, 'city-second')
    if (proposed.kind !== 'proposed') throw new Error(JSON.stringify(proposed))
    expect(await refuseChangeAsked(stage.site('city'), proposed.id, 'a-helper')).toEqual({ kind: 'done' })
    expect(await confirmChange(stage.site('city'), proposed.id, 'a-helper')).toMatchObject({ code: 'account/proposal-unknown' })
    expect(stage.counters.city.store.people.accountAsks.find(proposed.id)).toMatchObject({ state: 'refused', second: 'a-helper' })
  })

  test('that puts two administrations on one person is refused by its own name', async () => {
    const roles = [grant('security-administrator'), grant('auditor')]
    expect(
      await changeAccounts(stage.site('city'), { do: 'set-roles', person: 'city-clerk', roles }, 'city-second'),
    ).toMatchObject({
      kind: 'refused',
      code: 'account/separated',
    })
  })
})
