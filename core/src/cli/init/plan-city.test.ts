import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Organ, Place, RosterFact, Site } from '../../domain/roster.js'
import { checkChange } from '../../domain/roster-check.js'
import { applyChange, emptyRoster } from '../../domain/roster-view.js'
import { BODY_TYPES } from '../../wire/event.js'
import { type Divisions, readDivisions } from '../divisions.js'
import { DEPARTMENTS, findOrgan, TOWNSHIP_ORGAN } from './organ-list.js'
import { ADMINISTRATOR, type CityOptions, planCity } from './plan-city.js'
import { viewOfFacts } from './roster-view.js'
import { splitChanges } from './split-changes.js'

const options: CityOptions = { from: '2026-01-01', cityName: null, machines: new Set(), bodyTypes: BODY_TYPES }

function divisionsOf(folder: string, city: string): Divisions {
  const read = readDivisions(fileURLToPath(new URL(`../../../../${folder}`, import.meta.url)), city)
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems))
  return read.divisions
}

const rizhao = divisionsOf('tools/demo/data/divisions', '371100')
const odd = divisionsOf('test/fixtures/divisions/odd', '990100')
const dongguan = divisionsOf('test/fixtures/divisions/dongguan', '441900')
const noAreaRow = divisionsOf('test/fixtures/divisions/no-area-row', '990300')

function parts(facts: readonly RosterFact[]) {
  const sites: Site[] = []
  const places: Place[] = []
  const organs: Organ[] = []
  for (const fact of facts) {
    if (fact.kind === 'site') sites.push(fact.site)
    if (fact.kind === 'place') places.push(fact.place)
    if (fact.kind === 'organ') organs.push(fact.organ)
  }
  return { sites, places, organs }
}

function planned(divisions: Divisions, changes: Partial<CityOptions> = {}) {
  return parts(planCity(divisions, { ...options, ...changes }))
}

const cities = [
  ['Rizhao', rizhao],
  ['a city with zones and equal names', odd],
  ['a city without counties', dongguan],
  ['a city whose tables have no county row', noAreaRow],
] as const

describe.each(cities)('the first roster of %s', (_, divisions) => {
  const facts = planCity(divisions, options)
  const { sites, places, organs } = parts(facts)

  it('has one place and one site for the city and each of its divisions', () => {
    const expected = 1 + divisions.areas.length + divisions.townships.length + divisions.villages.length
    expect([places.length, sites.length]).toEqual([expected, expected])
  })

  it('is accepted by the rules of the roster, change by change', () => {
    const problems = []
    let roster = emptyRoster()
    for (const change of splitChanges(facts, ADMINISTRATOR, 0)) {
      problems.push(...checkChange(roster, change))
      roster = applyChange(roster, change)
    }
    expect(problems).toEqual([])
  })

  it('lets every site reach the city in at most two hops', () => {
    const byId = new Map(sites.map((site) => [site.id, site]))
    const hops = (site: Site | undefined): number =>
      site === undefined ? Number.NaN : site.parent === null ? 0 : 1 + hops(byId.get(site.parent))
    expect(sites.filter((site) => !(hops(site) <= 2))).toEqual([])
    expect(sites.filter((site) => site.parent === null).map(({ tier }) => tier)).toEqual(['city'])
  })

  it('trusts no machine but the city’s: every other site enrols', () => {
    expect(sites.filter(({ life }) => life === 'enrolled').map(({ tier }) => tier)).toEqual(['city'])
  })

  it('names no two places, sites or organs alike', () => {
    for (const records of [places, sites, organs]) {
      const names = records.map(({ name }) => name)
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    }
  })

  it('gives unique ids in which no division code shows', () => {
    const ids = [...places, ...sites, ...organs].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const codes = places.flatMap((place) => place.codes.map(({ code }) => code))
    expect(ids.filter((id) => codes.some((code) => id.includes(code)))).toEqual([])
  })

  it('is the same when it is planned again', () => {
    expect(planCity(divisions, options)).toEqual(facts)
  })

  it('has the organ of each township and each department of every hall findable by its name', () => {
    const halls = places.filter(({ kind }) => kind === 'hall')
    const missing = halls.flatMap(({ id, level }) =>
      DEPARTMENTS[level === 'city' ? 'city' : 'county'].filter(({ name }) => findOrgan(organs, id, level, name) === null),
    )
    const townships = places.filter(({ level }) => level === 'township')
    expect(missing).toEqual([])
    expect(townships.filter(({ id }) => findOrgan(organs, id, 'township', TOWNSHIP_ORGAN) === null)).toEqual([])
  })
})

describe('planning a city', () => {
  it('names the halls, centres and stations of Rizhao as people do', () => {
    const names = new Map(planned(rizhao).places.map((place) => [place.codes[0]?.code, place.name]))
    expect(['371100', '371122', '371122104', '371122104266', '371102001001'].map((code) => names.get(code))).toEqual([
      '日照市政务服务中心',
      '莒县政务服务中心',
      '夏庄镇便民服务中心',
      '抱虎村便民服务站',
      '日升社区便民服务站',
    ])
  })

  it('keeps the ids the first program gave Rizhao: they are in use for ever', () => {
    const { places, organs } = planned(rizhao)
    const idOf = (code: string) => places.find((place) => place.codes[0]?.code === code)?.id
    expect(['371100', '371122', '371122104', '371122104266', '371171007001'].map(idOf)).toEqual([
      'p0001',
      'p0005',
      'p0046',
      'p1540',
      'p1696',
    ])
    expect(organs.find(({ name }) => name === '夏庄镇人民政府')?.id).toBe('o0124')
    expect(organs.find(({ name }) => name === '日照市生态环境局')?.id).toBe('o0141')
  })

  it('serves townships and villages from their county until they have a machine', () => {
    const { places, sites } = planned(rizhao, { machines: new Set(['371122104']) })
    const siteAt = (code: string) => {
      const place = places.find((candidate) => candidate.codes[0]?.code === code)
      return sites.find(({ id }) => id === place?.site)
    }
    expect(siteAt('371122104')).toMatchObject({ tier: 'edge', life: 'planned', name: '夏庄镇边缘节点' })
    expect(siteAt('371122104266')).toMatchObject({ tier: 'county', name: '莒县县级平台' })
    expect(sites.find(({ name }) => name === '抱虎村边缘节点')).toMatchObject({ life: 'planned', bodyTypes: [] })
  })

  it('refuses a machine for a code that no township or village has', () => {
    expect(() => planned(rizhao, { machines: new Set(['371122104', '371122', '1']) })).toThrow('371122、1')
  })

  it('hangs a zone’s street below the zone, whatever its code begins with', () => {
    const { places, sites } = planned(odd)
    const street = places.find(({ codes }) => codes[0]?.code === '990102005')
    expect(places.find(({ id }) => id === street?.parent)?.name).toBe('高新技术产业开发区政务服务中心')
    expect(sites.find(({ id }) => id === street?.site)?.name).toBe('高新技术产业开发区县级平台')
  })

  it('tells equal names apart by the level above, and by a count within one township', () => {
    const names = planned(odd).places.map(({ name }) => name)
    expect(names.filter((name) => /大王镇便民|李庄村|张村|和平社区/.test(name))).toEqual([
      '东山区大王镇便民服务中心',
      '西川县大王镇便民服务中心',
      '东山街道和平社区便民服务站',
      '科创街道和平社区便民服务站',
      '东山区大王镇李庄村便民服务站',
      '东山区大王镇李庄村(2)便民服务站',
      '城关镇张村便民服务站',
      '城关镇张村(2)便民服务站',
      '西川县大王镇李庄村便民服务站',
    ])
  })

  it('gives a farm run by a committee only what is entrusted to it, a town and a street an organ', () => {
    const natures = new Map(planned(odd).organs.map(({ name, nature }) => [name, nature]))
    expect(['西川农场管理委员会', '城关镇人民政府', '东山街道办事处'].map((name) => natures.get(name))).toEqual([
      'entrusted',
      'administrative',
      'administrative',
    ])
  })

  it('lets a city without counties have a county-level hall and gateway beside the city’s', () => {
    const { places, sites } = planned(dongguan)
    expect(places.filter(({ kind }) => kind === 'hall').map(({ name }) => name)).toEqual([
      '东莞市政务服务中心',
      '东莞市(区县级)政务服务中心',
    ])
    expect(sites.filter(({ program }) => program === 'gateway').map(({ tier }) => tier)).toEqual(['city', 'county'])
  })

  it('opens halls from nine to five on weekdays with a noon break, and villages for less', () => {
    const [hall] = planned(odd).places
    const village = planned(odd).places.at(-1)
    expect(hall?.hours.week[0]).toEqual([
      { fromMinute: 540, toMinute: 720 },
      { fromMinute: 810, toMinute: 1020 },
    ])
    expect(hall?.hours.week.slice(5)).toEqual([[], []])
    const minutes = (place: Place | undefined) =>
      place?.hours.week.flat().reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0) ?? 0
    expect(minutes(village)).toBeLessThan(minutes(hall))
    expect(minutes(village)).toBeGreaterThan(0)
  })

  it('takes the name it is given before that of the tables, and calls a nameless city 市', () => {
    expect(planned(rizhao, { cityName: '日照' }).places[0]?.name).toBe('日照政务服务中心')
    expect(planned(odd).places[0]?.name).toBe('市政务服务中心')
  })

  it('enters those who administer system, security and audit, at the city: three people', () => {
    const facts = planCity(odd, options)
    const persons = facts.filter((fact) => fact.kind === 'person')
    expect(persons.map(({ person }) => [person.id, person.posts[0]?.place])).toEqual([
      [ADMINISTRATOR, 'p0001'],
      ['u0002', 'p0001'],
      ['u0003', 'p0001'],
    ])
    const accounts = facts.flatMap((fact) => (fact.kind === 'account' ? [fact.account] : []))
    expect(accounts.map(({ person, login, roles }) => [person, login, roles.map(({ role }) => role)])).toEqual([
      ['u0001', 'sysadmin', ['network-administrator']],
      ['u0002', 'secadmin', ['security-administrator']],
      ['u0003', 'auditor', ['auditor']],
    ])
  })

  it('knows each department by a name that is no part of another’s', () => {
    for (const level of ['city', 'county'] as const) {
      const names = DEPARTMENTS[level].map(({ name }) => name)
      expect(names.filter((name) => names.some((other) => other !== name && other.includes(name)))).toEqual([])
    }
  })

  it('sees the places and organs of facts it made', () => {
    const view = viewOfFacts(planCity(odd, options))
    expect([view.places.length, view.organs.length]).toEqual([planned(odd).places.length, planned(odd).organs.length])
  })
})
