import { expect, it } from 'vitest'
import type { Organ, Place } from '../../domain/roster.js'
import { planStaff } from './plan-staff.js'

const place = (id: string, level: 'county' | 'village', code: string) =>
  ({
    id,
    level,
    kind: level === 'village' ? 'village-station' : 'hall',
    name: `站点${id}`,
    codes: [{ code, from: '2020-01-01', to: null }],
  }) as unknown as Place
const organ = (id: string, name: string) => ({ id, name, level: 'county', place: 'p2' }) as unknown as Organ

const view = {
  places: [place('p2', 'county', '990102'), place('p9', 'village', '990102001001')],
  organs: [organ('o1', '东山区民政局'), organ('o2', '东山区统计局')],
}

function entry(id: string, code: string, department: string | null) {
  return { id, name: '王某', phone: null, posts: [{ code, department }] }
}

it('posts a person at the place with the code, for the organ with the department’s name', () => {
  const { facts, problems } = planStaff([entry('u7', '990102', '民政局'), entry('u8', '990102001001', null)], view, '2026-01-01')
  expect(problems).toEqual([])
  expect(facts.flatMap((fact) => (fact.kind === 'person' ? [fact.person.posts] : []))).toEqual([
    [{ place: 'p2', organ: 'o1' }],
    [{ place: 'p9', organ: null }],
  ])
})

it('gives everybody an account with the usual roles, and those named besides at the first post', () => {
  const named = { ...entry('u7', '990102', '民政局'), login: 'wang', roles: ['supervisor'] }
  const looks = { ...entry('u9', '990102001001', null), only: ['reader'] }
  const { facts } = planStaff([named, entry('u8', '990102001001', null), looks], view, '2026-01-01')
  const accounts = facts.flatMap((fact) => (fact.kind === 'account' ? [fact.account] : []))
  expect(accounts.map(({ login, roles }) => [login, roles.map(({ role, place }) => `${role} ${place}`)])).toEqual([
    ['wang', ['department-clerk p2', 'approver p2', 'catalogue-editor p2', 'catalogue-editor p2', 'supervisor p2']],
    ['u8', ['proxy p9']],
    ['u9', ['reader p9']],
  ])
})

it.each([
  ['an unknown code', [entry('u7', '990199', null)], '没有代码为 990199 的站点'],
  ['a code before its first day', [entry('u7', '990102', null)], '没有代码为 990102 的站点', '2019-12-31'],
  ['a department the place lacks', [entry('u7', '990102', '水务局')], '没有部门 水务局'],
  ['an organ at a village', [entry('u7', '990102001001', '民政局')], '没有部门 民政局'],
  ['an id used twice', [entry('u7', '990102', null), entry('u7', '990102', null)], '人员编号 u7 重复'],
  ['the administrator’s id', [entry('u0001', '990102', null)], '人员编号 u0001 重复'],
  ['a list of another form', [{ id: 'u7' }], '/0'],
  ['no list', null, '/'],
])('names %s', (_, list, problem, day = '2026-01-01') => {
  expect(planStaff(list, view, day).problems.join('\n')).toContain(problem)
})
