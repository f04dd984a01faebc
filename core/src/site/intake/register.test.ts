import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseNumber } from '../../domain/case/number.js'
import { application, clerk, openCounter, proxy } from '../counter.testing.js'
import { loadCase } from '../execute.js'
import { openDraft } from './drafts.js'
import { attachPaper } from './papers.js'
import { isQueryCode } from './receipt.js'
import { registerCase, registerInstantly } from './register.js'
import { folders, counter, registration, receiptOf } from './registering.testing.js'

describe('a registration', () => {
  test('answers with a number of the place, a query code, and that it is only here', async () => {
    const { site } = counter('a-village')
    const receipt = receiptOf(await registerCase(site, registration()))
    expect(parseNumber(receipt.number)).toMatchObject({ placeCode: '371122104201', date: '2026-03-02', sequence: 1 })
    expect(receipt.queryCode).toMatch(/^[0-9A-HJ-NP-RTUWXY]{8}$/)
    expect(receipt).toMatchObject({
      onlyHere: true,
      stage: 'registered',
      repeated: false,
      item: { id: 'permit', name: '宅基地审批' },
    })
    expect(receipt.materials).toEqual([
      { material: 'deed', name: '权属证明', paper: null, form: 'original', originals: 1, copies: 1 },
    ])
  })

  test('keeps applicant and form as papers of the case, outside the log', async () => {
    const { site, store } = counter('a-village')
    const { caseId } = receiptOf(await registerCase(site, registration()))
    const state = loadCase(site, caseId)
    const applicant = store.blobs.readBlob(state?.applicant?.hash ?? '')
    expect(JSON.parse(applicant.content.toString())).toEqual(application().applicant)
    expect(JSON.parse(store.blobs.readBlob(state?.form?.hash ?? '').content.toString())).toEqual({ reason: '翻建', area: 120 })
    const held = new Set(store.papers.ofCase(caseId).map(({ hash }) => hash))
    expect(held).toEqual(new Set([state?.applicant?.hash, state?.form?.hash]))
    const log = store.events
      .range(caseId, 1, 9)
      .map(({ bytes }) => Buffer.from(bytes).toString('utf8'))
      .join('')
    expect(log).not.toContain('张三')
    expect(log).not.toContain('翻建')
  })

  test('prints the same receipt when the same form is sent twice at once', async () => {
    const { site } = counter('a-village')
    const same = registration()
    const [first, twin] = (await Promise.all([registerCase(site, same), registerCase(site, same)])).map(receiptOf)
    expect(twin).toEqual({ ...first, repeated: true })
    expect(site.store.caseList.page({}, 10)).toHaveLength(1)
    expect(site.store.papers.all()).toHaveLength(2)
    expect(site.store.blobs.list()).toHaveLength(2)
  })

  test('prints the same receipt after a restart, and the next number carries this start’s tag', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'counter-'))
    folders.push(folder)
    const same = registration()
    const before = openCounter('a-village', { folder })
    const first = receiptOf(await registerCase(before.site, same))
    before.store.close()
    const { site } = counter('a-village', { folder })
    expect(receiptOf(await registerCase(site, same))).toEqual({ ...first, repeated: true })
    const next = receiptOf(await registerCase(site, registration()))
    expect(parseNumber(next.number)?.tag).toBe(site.numberTag)
  })

  test('refuses another form under the same id', async () => {
    const { site } = counter('a-village')
    const first = registration()
    await registerCase(site, first)
    const other = { ...first, application: application({ form: { reason: '移址' } }) }
    expect(await registerCase(site, other)).toMatchObject({ kind: 'refused', code: 'request/other-body' })
  })

  test('keeps the query code nowhere, only what proves it', async () => {
    const { site, store } = counter('a-village')
    const { caseId, queryCode } = receiptOf(await registerCase(site, registration()))
    const verifier = loadCase(site, caseId)?.queryVerifier
    if (verifier === null || verifier === undefined) throw new Error('no verifier')
    expect(isQueryCode(verifier, `${queryCode.slice(0, 4).toLowerCase()}-${queryCode.slice(4)}`)).toBe(true)
    expect(isQueryCode(verifier, '00000000')).toBe(false)
    expect(store.serialize().database.includes(queryCode)).toBe(false)
  })

  test('may name another service place, whose sites join the path', async () => {
    const { site } = counter('a-village')
    const { caseId } = receiptOf(
      await registerCase(site, registration({ application: application({ servicePlace: 'b-station' }) })),
    )
    expect(loadCase(site, caseId)).toMatchObject({
      originPlace: 'a-station',
      servicePlace: 'b-station',
      serviceSite: 'b-village',
    })
    expect(loadCase(site, caseId)?.path).toContain('b-village')
  })

  test('entered later keeps the claimed time, the reason and the proof', async () => {
    const { site, clock } = counter('a-village')
    const draft = await openDraft(site, proxy, { item: 'permit', title: '', content: {} })
    if ('code' in draft) throw new Error(draft.code)
    const proof = await attachPaper(site, {
      to: { draft: draft.id },
      content: Buffer.from('slip'),
      mediaType: 'image/png',
      acting: proxy,
    })
    if ('kind' in proof) throw new Error(proof.code)
    const enteredLater = { claimedMs: clock.nowMs() - 3_600_000, reason: 'power-cut' as const, proof }
    const { caseId } = receiptOf(
      await registerCase(site, registration({ application: application({ enteredLater }), draft: draft.id })),
    )
    expect(loadCase(site, caseId)?.enteredLater).toEqual(enteredLater)
    const future = application({ enteredLater: { ...enteredLater, claimedMs: clock.nowMs() + 30 * 86_400_000, proof: null } })
    clock.advance(0)
    site.clock.measured(0, 10)
    expect(await registerCase(site, registration({ application: future }))).toMatchObject({
      kind: 'refused',
      code: 'input/invalid',
    })
  })
})

describe('instant handling', () => {
  const instant = {
    result: 'granted' as const,
    document: null,
    certificateNumber: 'HY-1',
    delivery: { how: 'counter' as const, receiver: 'applicant' as const },
  }
  const byClerk = { acting: clerk, application: application({ item: 'instant', materials: [] }) }

  test('registers, accepts, decides, hands over and completes in one act', async () => {
    const { site, store } = counter('a')
    const receipt = receiptOf(await registerInstantly(site, registration(byClerk), instant))
    expect(receipt.stage).toBe('completed')
    expect(store.events.rowsOf(receipt.caseId)).toHaveLength(5)
  })

  test('is finished by a village only where the catalogue names it so', async () => {
    const { site } = counter('a-village')
    const own = registration({ application: application({ item: 'village-service', materials: [] }) })
    expect(receiptOf(await registerInstantly(site, own, { ...instant, delivery: null })).stage).toBe('completed')
    const permit = registration({ application: application({ item: 'permit' }) })
    expect(await registerInstantly(site, permit, instant)).toMatchObject({ kind: 'refused', code: 'item/not-offered' })
  })

  test('repeats its receipt, and refuses another result under the same id', async () => {
    const { site } = counter('a')
    const same = registration(byClerk)
    const first = receiptOf(await registerInstantly(site, same, instant))
    expect(receiptOf(await registerInstantly(site, same, instant))).toEqual({ ...first, repeated: true })
    expect(await registerInstantly(site, same, { ...instant, result: 'denied' })).toMatchObject({ code: 'request/other-body' })
  })
})
