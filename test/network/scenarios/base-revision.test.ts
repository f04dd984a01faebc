import type { BaseInput } from '@liandong/core/wire/guide/base-shape.js'
import type { WorkState } from '@liandong/core/domain/catalogue-work/work.js'
import type { Refusal } from '@liandong/core/domain/decider.js'
import { versionInForce } from '@liandong/core/site/intake/item-standing.js'
import { impactOf } from '@liandong/core/site/catalogue-work/impact.js'
import { publishWork } from '@liandong/core/site/catalogue-work/publish.js'
import { stepWork, type WorkStep } from '@liandong/core/site/catalogue-work/works.js'
import { claimLines, gatewayLines, revisionLines } from '@liandong/core/site/claiming/claim-status.js'
import { openFromBase } from '@liandong/core/site/claiming/claims.js'
import { importBase } from '@liandong/core/site/claiming/import-base.js'
import { answerSurvey, openSurvey, readSurvey } from '@liandong/core/site/claiming/surveys.js'
import { openDraft, readDraft } from '@liandong/core/site/intake/drafts.js'
import { registerCase } from '@liandong/core/site/intake/register.js'
import { expect, test } from 'vitest'
import { Stage } from './stage.js'

const acting = (person: string, place: string, organ: string | null = null) => ({ person, place, organ, mandate: null })
const city = acting('city-clerk', 'city-hall', 'city-bureau')
const clerk = acting('a-clerk', 'a-hall', 'a-bureau')
const hall = acting('a-window', 'a-hall')
const proxy = acting('a-proxy-1', 'a-station-1')

const days = (amount: number) => ({ amount, unit: 'working-day' as const })
const MINUTES_MS = 5 * 60_000

const homestead: BaseInput = {
  id: 'b-1',
  name: '宅基地批准',
  codes: { scheme: 'local', catalogue: null, task: null, handleItem: null, localCatalogue: null, localTask: null },
  type: '01',
  levels: ['county'],
  legal: days(20),
  legalBasis: [{ law: '土地管理法', documentNumber: null, clause: '第62条', text: null }],
  conditions: [],
  materials: [{ name: '权属证明', basis: null }],
  department: 'a-bureau',
  effectiveFrom: '2026-01-01',
  settleBy: '2026-03-20',
  source: '市级基本目录',
}

function ok<T extends object>(outcome: T | Refusal): Exclude<T, Refusal> {
  if ('kind' in outcome && outcome.kind === 'refused')
    throw new Error(`${(outcome as Refusal).code} ${(outcome as Refusal).detail}`)
  return outcome as Exclude<T, Refusal>
}

/** The county's people at its gateway. */
function county(stage: Stage) {
  const site = () => stage.site('a')
  const step = async (who: typeof clerk, work: string, asked: WorkStep): Promise<WorkState> =>
    ok(await stepWork(site(), who, work, asked)).work
  return {
    step,
    publish: async (work: string) => {
      await step(clerk, work, { do: 'submit' })
      await step(clerk, work, { do: 'pass-department' })
      await step(hall, work, { do: 'pass-legal' })
      ok(await publishWork(site(), hall, work, null))
    },
    revisions: () => ok(revisionLines(site(), clerk)),
    /** What the city knows of the county’s organs. */
    seenByCity: () => ok(claimLines(stage.site('city'), city, { gateway: 'a' })),
  }
}

async function imported(stage: Stage, entry: BaseInput): Promise<void> {
  ok(await importBase(stage.site('city'), city, { entries: [entry], cancelled: [], dryRun: false }))
  await stage.pass(20_000)
}

/** The county takes the entry up under a name of its own, and villages take it in. */
async function takenUp(stage: Stage): Promise<void> {
  const opened = ok(await openFromBase(stage.site('a'), clerk, { organ: 'a-bureau', entry: 'b-1', item: 'homestead' })).work
  const [item] = opened.items
  if (item === undefined) throw new Error('no item')
  const step = { level: 'county', organ: 'a-bureau', actedBy: null, externalSystem: null } as const
  const content = {
    ...item.content,
    name: '五莲县宅基地批准',
    promised: days(10),
    grants: [...item.content.grants, { level: 'village', organ: null, power: 'proxy' } as const],
    steps: [
      { id: 'accept', name: '受理', kind: 'accept', ...step } as const,
      { id: 'decide', name: '决定', kind: 'decide', ...step } as const,
    ],
    form: { type: 'object', properties: { reason: { type: 'string', title: '理由' } } },
    guide: { ...item.content.guide, results: [{ kind: '2' as const, name: '批准书', sample: null, certificateType: null }] },
  }
  await county(stage).step(clerk, opened.id, { do: 'edit', item: { ...item, content } })
  await county(stage).publish(opened.id)
  await stage.pass(20_000)
}

function application(stage: Stage) {
  const [paper] = versionInForce(stage.site('a-village-1'), 'homestead')?.materials ?? []
  return {
    item: 'homestead',
    applicant: {
      kind: 'person' as const,
      person: { name: '张三', document: { type: '111' as const, number: '371122198001010011' } },
    },
    form: { reason: '翻建' },
    materials: [{ material: paper?.id ?? '', paper: null, form: 'original' as const, originals: 1, copies: 0 }],
  }
}

async function registered(stage: Stage): Promise<string> {
  const registration = { application: application(stage), acting: proxy, requestId: stage.newId(), draft: null }
  return ok(await registerCase(stage.site('a-village-1'), registration)).receipt.caseId
}

test('a revision above is seen, chosen, reviewed and published by the county, and its villages go by it; drafts move, cases stay', async () => {
  await using stage = await Stage.open({ seed: 3 })
  const people = county(stage)
  stage.network.stop('b')
  await imported(stage, homestead)
  expect(gatewayLines(stage.site('city'))).toMatchObject([
    { gateway: { id: 'a' }, unknown: 0, asOfMs: expect.any(Number) },
    { gateway: { id: 'b' }, unknown: 1, asOfMs: null },
  ])
  stage.network.start('b')
  expect(people.seenByCity()).toMatchObject([{ organ: { id: 'a-bureau' }, state: 'unclaimed', due: '2026-03-20' }])
  await takenUp(stage)
  expect(people.seenByCity()).toMatchObject([{ state: 'published', item: 'homestead', behind: false, due: null }])
  expect(versionInForce(stage.site('a-village-1'), 'homestead')).toMatchObject({ version: 1, name: '五莲县宅基地批准' })
  expect(versionInForce(stage.site('b-village-1'), 'homestead')).toBeNull()

  const before = await registered(stage)
  const draft = ok(
    await openDraft(stage.site('a-village-1'), proxy, { item: 'homestead', title: '李四', content: application(stage) }),
  )
  await stage.pass(MINUTES_MS)

  const identity = { name: '身份证', basis: '办法第3条' }
  const changed = { name: '农村宅基地批准', legal: days(15), materials: [identity] }
  const revision = { ...homestead, ...changed, settleBy: '2026-04-10' }
  const tried = ok(await importBase(stage.site('city'), city, { entries: [revision], cancelled: [], dryRun: true }))
  expect(tried.changed).toMatchObject([
    { affected: [{ gateway: { id: 'a' }, organ: { id: 'a-bureau' }, item: 'homestead', follows: 3, choices: 1 }] },
  ])
  await imported(stage, revision)
  const [line] = people.revisions()
  expect(line).toMatchObject({ from: 1, to: 2, due: '2026-04-10', openChoices: 1 })
  expect(line?.differences.map(({ kind, label, old, new: is }) => [kind, label, old, is])).toEqual([
    ['changed', '事项名称', '宅基地批准', '农村宅基地批准'],
    ['changed', '法定办结时限', '20个工作日', '15个工作日'],
    ['removed', '申请材料“权属证明”', '名称:权属证明', null],
    ['added', '申请材料“身份证”', null, '名称:身份证,依据:办法第3条'],
    ['changed', '落实期限', '2026-03-20', '2026-04-10'],
  ])
  expect(people.seenByCity()).toMatchObject([{ behind: true, due: '2026-04-10' }])
  expect(versionInForce(stage.site('a-village-1'), 'homestead')?.version).toBe(1)

  const work = line?.work ?? ''
  const impact = ok(impactOf(stage.site('a'), hall, work))
  expect(impact.items).toMatchObject([
    { openCases: [{ count: 1, ids: [before] }], drafts: [{ site: { id: 'a-village-1' }, count: 1 }], from: 1, to: 2 },
  ])
  await people.step(clerk, work, { do: 'choose', item: 'homestead', path: 'name', take: 'ours' })
  await people.publish(work)
  await stage.pass(20_000)

  const village = stage.site('a-village-1')
  expect(versionInForce(village, 'homestead')).toMatchObject({ version: 2, name: '五莲县宅基地批准', legal: days(15) })
  expect(people.seenByCity()).toMatchObject([{ state: 'published', behind: false, due: null }])
  const moved = ok(readDraft(village, proxy, draft.id))
  expect(moved.changes).toEqual({
    from: 1,
    to: 2,
    missing: [{ kind: 'paper', id: expect.any(String), name: '身份证' }],
    notAsked: [{ kind: 'paper', id: expect.any(String), name: '权属证明' }],
  })
  expect(moved.content).toMatchObject({ form: { reason: '翻建' }, materials: [] })
  expect(moved.aside.materials).toMatchObject([{ material: moved.changes?.notAsked[0]?.id, originals: 1 }])
  expect(stage.state('a-village-1', before)?.item.version).toBe(1)
  expect(stage.bugs()).toEqual([])
}, 60_000)

test('a survey of the city reaches a county, whose answer comes back; who has said nothing is missing', async () => {
  await using stage = await Stage.open({ seed: 4 })
  const ask = { title: '进驻事项普查', due: '2026-03-20', organs: ['a-bureau', 'a-government', 'b-bureau'] }
  const { survey } = ok(await openSurvey(stage.site('city'), city, ask))
  stage.network.stop('b')
  await stage.pass(20_000)
  const none = { survey: survey.id, organ: 'a-bureau', none: true, lines: [] }
  ok(await answerSurvey(stage.site('a'), clerk, none))
  const official = acting('a-official', 'a-centre', 'a-government')
  const line = { name: '生育登记', type: '20' as const, code: null, remark: null }
  ok(await answerSurvey(stage.site('a'), official, { ...none, organ: 'a-government', none: false, lines: [line] }))
  await stage.pass(20_000)
  stage.network.start('b')
  await stage.pass(60_000)
  const states = () => ok(readSurvey(stage.site('city'), city, survey.id)).status.map(({ state }) => state)
  expect(states()).toEqual(['none', 'answered', 'missing'])
  const foreign = acting('b-clerk', 'b-hall', 'b-bureau')
  ok(await answerSurvey(stage.site('b'), foreign, { ...none, organ: 'b-bureau' }))
  await stage.pass(20_000)
  expect(states()).toEqual(['none', 'answered', 'none'])
  expect(stage.bugs()).toEqual([])
}, 60_000)
