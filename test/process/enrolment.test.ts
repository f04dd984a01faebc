import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { EnrolmentStage } from './enrolment-stage.js'

const soon = { timeout: 20_000, interval: 50 }

let stage: EnrolmentStage
let planned: readonly string[]
beforeAll(async () => {
  stage = await EnrolmentStage.open()
  planned = stage.city.plannedBelow('county')
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('a machine', () => {
  it('becomes a site with a code, links up, and stands in the city’s roster', async () => {
    const site = planned[0] ?? ''
    const { config, said, code } = await stage.enrol(await stage.codes([site]))
    expect([code, said]).toEqual([0, expect.stringContaining(site)])
    await using agent = stage.agent(config)
    await agent.line('link running')
    await vi.waitFor(async () => {
      const { body } = await stage.call('city', 'GET', `/api/sites/${site}`)
      expect(body).toMatchObject({ life: 'enrolled' })
    }, soon)
    expect(await agent.stop()).toBe(0)
  })

  it('is enrolled from its own page, and goes on without another start', async () => {
    const site = planned[1] ?? ''
    const made = await stage.codes([site])
    const folders = {
      LIANDONG_DATA_FOLDER: stage.folder('page-data'),
      LIANDONG_KEYS_FOLDER: stage.folder('page-keys'),
      LIANDONG_STORE_KEY_FILE: `${stage.folder('page-keys')}/store.key`,
    }
    await using agent = stage.city.program(['edge-agent/dist/agent.mjs'], { ...folders, LIANDONG_HTTP_PORT: '0' })
    const { address } = await agent.line('waiting to be enrolled')
    const sheet = { address: made.address, code: made.codes[0]?.code, authority: made.authority }
    const headers = { 'content-type': 'application/json' }
    const send = (body: object) =>
      fetch(new URL('/api/enrolment', String(address)), { method: 'POST', headers, body: JSON.stringify(body) })
    expect((await send({ ...sheet, code: 'AAAAA-AAAAA-AAAAA-AAAAA' })).status).toBe(403)
    const answer = await send(sheet)
    expect([answer.status, await answer.json()]).toEqual([201, { site, parent: stage.city.ids.county.site }])
    await agent.line('link running')
    expect(await agent.stop()).toBe(0)
  })

  it('waits for an administrator where the code alone is not enough', async () => {
    const made = await stage.codes([planned[2] ?? ''], { needsApproval: true })
    const enrolling = stage.enrol(made)
    await vi.waitFor(async () => {
      const { body } = await stage.call('county', 'GET', '/api/enrolments')
      expect((body['codes'] as { state: string }[])[0]?.state).toBe('waiting')
    }, soon)
    await stage.call('county', 'POST', `/api/enrolments/${made.codes[0]?.id}/approval`, {})
    expect((await enrolling).code).toBe(0)
  })

  it('does not say its code to who is not of the network on the sheet', async () => {
    const made = await stage.codes([planned[3] ?? ''])
    const { code, said } = await stage.enrol(made, { authority: 'AAAA-BBBB-CCCC-DDDD' })
    expect([code, said]).toEqual([1, expect.stringContaining('enrolment/wrong-authority')])
    const { body } = await stage.call('county', 'GET', '/api/enrolments')
    expect((body['codes'] as { state: string }[])[0]?.state).toBe('open')
  })

  it('that takes a station’s place is let in, and the one it replaces is shut out and told so', async () => {
    const { site } = stage.city.ids.village
    await using old = stage.city.agent('village', stage.countyPort)
    await old.line('link running')
    const { config } = await stage.enrol(await stage.codes([site], { replaces: true }))
    await old.line('link down', ({ code, reason }) => [code, reason].includes('link/old-generation'))
    await using agent = stage.agent(config)
    expect(await agent.line('link running')).toMatchObject({ peer: stage.city.ids.county.site })
  })
})
