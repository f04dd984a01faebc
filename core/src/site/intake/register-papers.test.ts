import { describe, expect, test } from 'vitest'
import type { PaperRef } from '../../domain/values.js'
import { application, proxy } from '../counter.testing.js'
import { loadCase } from '../execute.js'
import type { Applicant } from './applicant.js'
import type { Application } from './application.js'
import { openDraft, readDraft } from './drafts.js'
import { attachPaper } from './papers.js'
import { registerCase } from './register.js'
import { counter, registration, receiptOf } from './registering.testing.js'

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
