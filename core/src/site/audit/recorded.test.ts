import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { approveCode, makeCodes } from '../enrolment/codes.js'
import { openGateway, requestOf, type TestGateway } from '../enrolment/enrolment.testing.js'
import { revokeSite } from '../enrolment/revoke.js'
import { confirmSeizure, proposeSeizure } from '../enrolment/two-persons.js'
import { setMaintenance } from '../maintenance.js'
import { changeRoster } from '../roster-change.js'

let county: TestGateway
let city: TestGateway
beforeEach(async () => {
  county = await openGateway('a')
  city = await openGateway('city')
})
afterEach(() => {
  county[Symbol.dispose]()
  city[Symbol.dispose]()
})

/** Kind, person, subject and outcome of what was recorded, oldest first. */
const recorded = ({ store }: TestGateway, kind?: string) =>
  store.audit
    .search({}, 100, null)
    .toReversed()
    .flatMap(({ entry }) =>
      kind === undefined || entry.kind === kind ? [[entry.kind, entry.person, entry.subject, entry.outcome]] : [],
    )

describe('the audit log tells', () => {
  test('who made a code, who approved it, and which machine came by it', async () => {
    const code = await county.code('a-village', { needsApproval: true })
    const request = await requestOf(county.machineFolder(), code)
    await county.door.enrol(request, '10.0.0.1')
    await approveCode(county.site, county.store.enrolments.codes()[0]?.id ?? '', 'a-clerk')
    await county.door.enrol(request, '10.0.0.1')
    expect(recorded(county)).toEqual([
      ['enrolment', 'a-clerk', 'a-village', 'code made'],
      ['enrolment', 'a-clerk', 'a-village', 'approved'],
      ['enrolment', 'a-clerk', 'a-village', 'admitted'],
    ])
    expect(JSON.stringify(county.store.audit.search({}, 10, null))).not.toContain(code)
  })

  test('that somebody said wrong codes, and not which', async () => {
    const request = await requestOf(county.machineFolder(), 'AAAAA-BBBBB-CCCCC-DDDDD')
    await expect(county.door.enrol(request, '10.0.0.1')).rejects.toMatchObject({ code: 'enrolment/code-unknown' })
    await county.site.commit(() => {})
    expect(recorded(county)).toEqual([['refusal', null, 'enrolment code', 'enrolment/code-unknown']])
  })

  test('who cut a site off', async () => {
    const code = await county.code('a-village')
    await county.door.enrol(await requestOf(county.machineFolder(), code), '10.0.0.1')
    await revokeSite(county.site, 'a-village', 'a-clerk')
    expect(recorded(county, 'revocation')).toEqual([['revocation', 'a-clerk', 'a-village', 'done']])
  })

  test('both persons of a seizure', async () => {
    const proposal = await proposeSeizure(county.site, { caseId: null, from: 'a-village', reason: 'silent', by: 'a-clerk' })
    if ('kind' in proposal) throw new Error(proposal.code)
    await confirmSeizure(county.site, proposal.id, 'a-approver')
    expect(recorded(county, 'seizure')).toEqual([
      ['seizure', 'a-clerk', 'a-village', 'proposed'],
      ['seizure', 'a-approver', 'a-village', 'confirmed, seized 0'],
    ])
  })

  test('who took the site out of work, why, and who put it back', async () => {
    await setMaintenance(county.site, { by: 'a-clerk', reason: '换硬盘' })
    await setMaintenance(county.site, { by: 'a-approver', reason: null })
    expect(recorded(county)).toEqual([
      ['site', 'a-clerk', 'a', 'maintenance'],
      ['site', 'a-approver', 'a', 'maintenance ended'],
    ])
    expect(county.store.audit.search({}, 2, null)[1]?.entry.reason).toBe('换硬盘')
  })

  test('who changed the roster, what of it, and whose account', async () => {
    const account = { person: 'a-clerk', login: 'a.clerk', roles: [], state: 'active', credentialVersion: 9 } as const
    const outcome = await changeRoster(city.site, [{ kind: 'account', account }], 'city-clerk')
    expect(outcome).toEqual({ kind: 'done', version: 2 })
    expect(recorded(city)).toEqual([
      ['roster', 'city-clerk', 'roster 2', 'done'],
      ['account', 'city-clerk', 'a-clerk', 'done'],
    ])
    expect(city.store.audit.search({ kind: 'roster' }, 1, null)[0]?.entry.reason).toBe('account a-clerk')
  })

  test('nothing of what was refused in the end', async () => {
    expect(await changeRoster(county.site, [], 'a-clerk')).toMatchObject({ kind: 'refused' })
    expect(
      await makeCodes(county.site, { sites: ['nowhere'], needsApproval: false, replaces: false, by: 'a-clerk' }),
    ).toMatchObject({ kind: 'refused' })
    expect(recorded(county)).toEqual([])
  })
})
