import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { parseNumber } from '../../domain/case/number.js'
import type { PaperRef } from '../../domain/values.js'
import type { FieldProblem } from '../../wire/field-problems.js'
import { acting, application, clerk, type Counter, newRequestId, openCounter, proxy } from '../counter.testing.js'
import { loadCase } from '../execute.js'
import type { Applicant } from './applicant.js'
import type { Application } from './application.js'
import { openDraft, readDraft } from './drafts.js'
import { attachPaper } from './papers.js'
import { isQueryCode, type Receipt } from './receipt.js'
import { registerCase, registerInstantly, type Registered, type Registration } from './register.js'

const open: Counter[] = []
const folders: string[] = []
afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function counter(...args: Parameters<typeof openCounter>): Counter {
  const made = openCounter(...args)
  open.push(made)
  return made
}

function registration(changes: Partial<Registration> = {}): Registration {
  return { application: application(), acting: proxy, requestId: newRequestId(), draft: null, ...changes }
}

function receiptOf(outcome: Registered): Receipt {
  if (outcome.kind === 'refused') throw new Error(`${outcome.code} ${outcome.detail}`)
  return outcome.receipt
}

function paths(problems: readonly FieldProblem[]): string[] {
  return problems.map(({ path, rule }) => `${path} ${rule}`)
}

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

describe('a registration is refused, and leaves nothing behind,', () => {
  const rows: [string, Partial<Registration>, string][] = [
    ['for an item nobody knows', { application: application({ item: 'nothing' }) }, 'item/unknown'],
    ['for a version not here yet', { application: application({ version: 9 }) }, 'item/waiting-for'],
    ['for an item only consulted about here', { application: application({ item: 'city-only' }) }, 'item/not-offered'],
    ['for an item not yet in force', { application: application({ item: 'future' }) }, 'item/unknown'],
    ['without the scenario the item asks for', { application: application({ item: 'choice' }) }, 'input/invalid'],
    [
      'with a scenario the item does not have',
      { application: application({ item: 'choice', answers: ['gift'] }) },
      'input/invalid',
    ],
    ['with form data of the wrong shape', { application: application({ form: { area: -1, extra: 1 } }) }, 'input/invalid'],
    ['for an unknown service place', { application: application({ servicePlace: 'nowhere' }) }, 'input/invalid'],
    [
      'with a material the guide does not list',
      { application: application({ materials: [{ material: 'other', paper: null, form: 'scan', originals: 0, copies: 1 }] }) },
      'input/invalid',
    ],
    [
      'naming a hash that was not uploaded for it',
      {
        application: application({
          materials: [{ material: 'deed', paper: { hash: 'a'.repeat(64), sizeBytes: 9 }, form: 'scan', originals: 0, copies: 0 }],
        }),
      },
      'paper/not-held',
    ],
    ['by a person the roster does not know', { acting: acting('nobody', 'a-station') }, 'person/unknown'],
    ['by a person posted elsewhere', { acting: acting('b-proxy', 'a-station') }, 'person/not-posted'],
    ['at a place served by another site', { acting: acting('a-clerk', 'a-hall') }, 'place/unknown'],
  ]
  test.each(rows)('%s', async (_title, changes, code) => {
    const { site, store } = counter('a-village')
    expect(await registerCase(site, registration(changes))).toMatchObject({ kind: 'refused', code })
    expect(store.caseList.page({}, 1)).toEqual([])
    expect(store.papers.all()).toEqual([])
    expect(store.blobs.list()).toEqual([])
  })

  test('when the kernel refuses after the papers were written', async () => {
    const { site, store } = counter('a-village')
    site.clock.measured(0, 10)
    const enteredLater = { claimedMs: Date.UTC(2027, 0, 1), reason: 'other' as const, proof: null }
    expect(await registerCase(site, registration({ application: application({ enteredLater }) }))).toMatchObject({
      code: 'input/invalid',
    })
    expect([store.papers.all(), store.blobs.list()]).toEqual([[], []])
  })

  test('naming every field at once', async () => {
    const { site } = counter('a-village')
    const bad = application({ item: 'choice', answers: ['gift'], form: { area: -1, extra: 1 }, servicePlace: 'nowhere' })
    const outcome = await registerCase(site, registration({ application: bad }))
    expect(outcome.kind === 'refused' && paths(outcome.problems)).toEqual([
      '/servicePlace unknown',
      '/answers/0 unexpected',
      '/answers choice',
      '/form/reason required',
      '/form/extra unexpected',
      '/form/area too-small',
    ])
  })
})

describe('applicants', () => {
  const zhang = { name: '张三', document: { type: '111' as const, number: '371122198001010011' } }
  const rows: [string, Applicant, number][] = [
    ['one person', { kind: 'person', person: zhang }, 0],
    ['a name with a dot and rare characters', { kind: 'person', person: { name: '阿卜杜热合曼·买买提·𬱖䶮' } }, 0],
    ['a person from Taiwan', { kind: 'person', person: { name: '林一', document: { type: '511', number: '12345678' } } }, 0],
    [
      'a newborn without papers',
      { kind: 'person', person: { name: '张小', noDocument: '新生儿' }, guardian: { ...zhang, relation: '父', ground: 'minor' } },
      0,
    ],
    [
      'a person with a representative',
      { kind: 'person', person: zhang, representative: { ...zhang, name: '李四', powers: '代为申请' } },
      0,
    ],
    ['two who apply together', { kind: 'person', person: zhang, coApplicants: [{ ...zhang, name: '李四', signed: true }] }, 1],
    [
      'a household with joint signatures',
      {
        kind: 'household',
        head: { ...zhang, signed: true },
        members: [
          { ...zhang, name: '王五', relation: '妻', signed: true },
          { name: '张小', noDocument: '新生儿', relation: '子', signed: false },
        ],
      },
      2,
    ],
    ['a sole trader', { kind: 'sole-trader', name: '张三小卖部', operator: zhang }, 0],
    ['a village collective', { kind: 'village-collective', name: '大花崖村股份经济合作社', head: zhang }, 0],
    [
      'a legal person',
      { kind: 'legal-person', name: '某某有限公司', creditCode: '91371122MA3C0000X1', legalRepresentative: zhang },
      0,
    ],
    ['another body', { kind: 'other-body', name: '某某业主大会', responsible: zhang }, 0],
  ]
  test.each(rows)('can be %s', async (_title, applicant, count) => {
    const { site, store } = counter('a-village')
    const { caseId } = receiptOf(await registerCase(site, registration({ application: application({ applicant }) })))
    const state = loadCase(site, caseId)
    expect(state).toMatchObject({ applicantKind: applicant.kind, coApplicantCount: count })
    expect(JSON.parse(store.blobs.readBlob(state?.applicant?.hash ?? '').content.toString())).toEqual(applicant)
  })
})

describe('papers of a draft', () => {
  async function drafted(content = 'deed') {
    const { site, store } = counter('a-village')
    const draft = await openDraft(site, proxy, { item: 'permit', title: '张三', content: {} })
    if ('code' in draft) throw new Error(draft.code)
    const paper = await attachPaper(site, {
      to: { draft: draft.id },
      content: Buffer.from(content),
      mediaType: 'image/jpeg',
      acting: proxy,
    })
    if ('kind' in paper) throw new Error(paper.code)
    return { site, store, draft, paper }
  }

  function scanned(paper: PaperRef): Application {
    return application({ materials: [{ material: 'deed', paper, form: 'scan', originals: 0, copies: 0 }] })
  }

  test('become papers of its case, and the draft is gone', async () => {
    const { site, store, draft, paper } = await drafted()
    const { caseId } = receiptOf(await registerCase(site, registration({ application: scanned(paper), draft: draft.id })))
    expect(store.papers.heldFor(paper.hash, caseId)).toBe(true)
    expect(loadCase(site, caseId)?.materials.get('deed')?.paper).toEqual(paper)
    expect(readDraft(site, proxy, draft.id)).toMatchObject({ code: 'draft/unknown' })
    expect(store.papers.staged(draft.id)).toEqual([])
  })

  test('cannot be named by another draft’s application', async () => {
    const { site, draft, paper } = await drafted()
    const other = await openDraft(site, proxy, { item: 'permit', title: '', content: {} })
    if ('code' in other) throw new Error(other.code)
    expect(await registerCase(site, registration({ application: scanned(paper), draft: other.id }))).toMatchObject({
      code: 'paper/not-held',
    })
    expect(readDraft(site, proxy, draft.id)).toMatchObject({ papers: [paper] })
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
