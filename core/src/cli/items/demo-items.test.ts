import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { acceptingOrgan, type Bearer, mayAccept, mayDecide, mayRegister, mayReview } from '../../domain/acts/authority.js'
import { blankGuide } from '../../domain/catalogue/blank.js'
import { materialsFor } from '../../domain/catalogue/scenarios.js'
import { type ItemVersion, PERMIT } from '../../domain/item.js'
import type { Organ } from '../../domain/roster.js'
import { readDivisions } from '../divisions.js'
import { planCity } from '../init/plan-city.js'
import { planStaff } from '../init/plan-staff.js'
import { viewOfFacts } from '../init/roster-view.js'
import { readItemFiles } from './read-items.js'
import { resolveEverywhere } from './resolve-items.js'

const path = (relative: string) => fileURLToPath(new URL(`../../../../${relative}`, import.meta.url))
const json = (relative: string) => JSON.parse(readFileSync(path(relative), 'utf8'))
const { items, problems } = readItemFiles(path('tools/demo/data/items'))
const byId = new Map(items.map((item) => [item.id, item]))

const read = readDivisions(path('tools/demo/data/divisions'), '371100')
if (read.kind === 'problems') throw new Error('the demonstration’s tables are broken')
const machines: string[] = json('tools/demo/data/machines.json')
const facts = planCity(read.divisions, { from: '2026-01-01', cityName: null, machines: new Set(machines), bodyTypes: [] })
const view = viewOfFacts(facts)
const offered = resolveEverywhere(items, view).items.map((item): ItemVersion => ({ ...item, digest: '' }))

/** What an item's `invented` may name. */
const INVENTABLE =
  '事项名称 事项类型 行使层级 承办部门现名 各级权限 办件类型 办理环节 申请材料 情形 申请表 承诺办结时限 法定办结时限 可否撤回 结果 设定依据 生效日期 权力来源 服务对象 通办范围 材料来源 情形组的问法 主题和关键词'.split(
    ' ',
  )

describe('the items the sources name', () => {
  it('break no rule', () => {
    expect(problems).toEqual([])
  })

  it('hold the 32 of eight departments, letter by letter', () => {
    const survey: { department: string; names: string[] }[] = json('test/fixtures/items/wanbailin-2004.json')
    expect(survey.map(({ names }) => names.length)).toEqual([3, 5, 2, 6, 2, 3, 6, 5])
    const named = items.filter(({ source }) => source.startsWith('太原市万柏林区政务服务中心'))
    expect(named.map(({ name }) => name)).toEqual(survey.flatMap(({ names }) => names))
  })

  it('say where each comes from and which of its parts are invented', () => {
    expect(items.filter(({ source, invented }) => source.length < 10 || invented.length === 0)).toEqual([])
    expect(items.flatMap(({ invented }) => invented).filter((part) => !INVENTABLE.includes(part))).toEqual([])
  })

  it('ask for the papers of a housing-fund withdrawal by scenario, on the spot', () => {
    const item = byId.get('gongjijin-01')
    if (item === undefined) throw new Error('no such item')
    const asked = (...answers: string[]) => materialsFor(item, answers).map(({ name }) => name)
    const form = '《乐山市住房公积金支取使用审批表》'
    const always = [`已盖单位预留印鉴章的${form}`, '申请人的身份证']
    expect(asked('fund-loan', 'in-person', 'own-only')).toEqual(always)
    expect(asked('bank-loan-first', 'in-person', 'own-only')).toEqual([
      ...always,
      '购房合同',
      '借款合同',
      '有最近三期还款记录的还款存折',
    ])
    expect(asked('bank-loan-second', 'in-person', 'own-only')).toEqual([
      ...always,
      '有最近三期还款记录的还款存折',
      `前次支取时已审批过的${form}第三联复印件`,
    ])
    expect(asked('fund-loan', 'by-proxy', 'with-spouse')).toEqual([
      ...always,
      '申请人亲笔书写并签名盖手印的委托书',
      '代办人的身份证',
      `配偶单位加盖预留印鉴的${form}`,
      '结婚证',
      '配偶的身份证',
    ])
    expect(item.scenarioGroups.map(({ options }) => options.length)).toEqual([3, 2, 2])
    expect(item.materials.filter(({ issuedByItem }) => issuedByItem !== null).map(({ format }) => format)).toEqual(['automatic'])
  })

  it('say of a housing-fund withdrawal what its source says, each where the guide has a place for it', () => {
    const item = byId.get('gongjijin-01')
    const { conditions, flow, promisedExplain, fees, legalBasis, questions } = item?.guide ?? blankGuide
    expect([item?.handling, item?.promised, legalBasis.length, fees]).toEqual(['instant', null, 3, []])
    expect(conditions).toEqual(['申请人在公积金中心、商业银行取得贷款后,从次年起即可办理支取。'])
    expect(flow).toContain('填表后交由所在单位核实并加盖预留印鉴章')
    expect(promisedExplain).toBe('手续齐备,现场办理')
    expect(questions.map(({ answer }) => answer)).toEqual(['不大于当年的还款额;累计提取总额不得大于实际的还款本息总额。'])
    expect(item?.form['description']).toBeUndefined()
  })

  it('let village, township, county and city each decide something, and one be decided outside', () => {
    expect(new Set(items.map(({ level }) => level))).toEqual(new Set(['village', 'township', 'county', 'city']))
    expect(items.filter(({ level, type }) => level === 'village' && type === PERMIT)).toEqual([])
    expect(items.filter(({ steps }) => steps.some(({ externalSystem }) => externalSystem !== null)).length).toBeGreaterThan(0)
    const kinds = new Set(items.flatMap(({ steps }) => steps.map(({ kind }) => kind)))
    expect(kinds.size).toBe(11)
  })

  it('hold a county permit that is accepted, examined, surveyed and decided', () => {
    expect(byId.get('jianguan-02')?.steps.map(({ name }) => name)).toEqual(['受理', '审查', '踏勘', '决定'])
  })
})

describe('the items, by the kernel’s rules,', () => {
  const bearers = (item: ItemVersion): readonly Bearer[] => {
    const named = new Set([item.organ, ...item.grants.map(({ organ }) => organ), ...item.steps.map(({ organ }) => organ)])
    const organs: readonly Organ[] = view.organs.filter(({ id }) => named.has(id))
    return [...organs.map((organ) => ({ level: organ.level, organ })), { level: 'village', organ: null }]
  }

  it('can each be taken in, accepted and decided by somebody', () => {
    const stuck = offered.filter(
      (item) => ![mayRegister, mayAccept, mayDecide].every((may) => bearers(item).some((who) => may(item, who) === null)),
    )
    expect(stuck.map(({ id }) => id)).toEqual([])
  })

  it('have somebody for each of their steps', () => {
    const steps = offered.flatMap((item) =>
      item.steps
        .filter(({ kind }) => kind !== 'accept' && kind !== 'decide')
        .filter((step) => !bearers(item).some((who) => mayReview(item, step, who) === null))
        .map(({ id }) => `${item.id} ${id}`),
    )
    expect(steps).toEqual([])
  })

  it('go from a village to an organ that may accept them', () => {
    const lost = offered.filter((item) => {
      const organ = view.organs.find(({ id }) => id === acceptingOrgan(item))
      return item.level !== 'village' && (organ === undefined || mayAccept(item, { level: organ.level, organ }) !== null)
    })
    expect(lost.map(({ id }) => id)).toEqual([])
  })

  it('are decided in a village only when they are no permit', () => {
    const decided = offered.filter((item) => mayDecide(item, { level: 'village', organ: null }) === null)
    expect(decided.map(({ id }) => id)).toEqual(['cunji-01', 'cunji-02', 'cunji-03', 'cunji-04', 'cunji-05', 'cunji-06'])
  })
})

describe('the demonstration’s people', () => {
  const staff = planStaff(json('tools/demo/data/staff.json'), view, '2026-01-01')

  it('all have a place and an organ the roster knows', () => {
    expect(staff.problems).toEqual([])
  })

  it('stand at each machine of the demonstration and at the halls above', () => {
    const codeOf = (id: string) => view.places.find((place) => place.id === id)?.codes[0]?.code
    const posted = staff.facts.flatMap((fact) =>
      fact.kind === 'person' ? fact.person.posts.map(({ place }) => codeOf(place)) : [],
    )
    expect([...machines, '371100', '371102', '371122'].filter((code) => !posted.includes(code))).toEqual([])
  })
})
