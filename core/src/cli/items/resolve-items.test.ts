import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { applyChange, emptyRoster } from '../../domain/roster-view.js'
import { checkItem } from '../../wire/item-check.js'
import { readDivisions } from '../divisions.js'
import { planCity } from '../init/plan-city.js'
import { viewOfFacts, viewOfRoster } from '../init/roster-view.js'
import { splitChanges } from '../init/split-changes.js'
import { readItemFiles } from './read-items.js'
import { offeredAt, resolveEverywhere, resolveItems } from './resolve-items.js'

const path = (relative: string) => fileURLToPath(new URL(`../../../../${relative}`, import.meta.url))
const read = readDivisions(path('tools/demo/data/divisions'), '371100')
if (read.kind === 'problems') throw new Error('the demonstration’s tables are broken')
const facts = planCity(read.divisions, { from: '2026-01-01', cityName: null, machines: new Set(), bodyTypes: [] })
const view = viewOfFacts(facts)
const { items } = readItemFiles(path('tools/demo/data/items'))

const placeOf = (name: string) => view.places.find((place) => place.name === name)?.id ?? 'none'
const organName = (id: string | null | undefined) => view.organs.find((organ) => organ.id === id)?.name ?? null
const ju = placeOf('莒县政务服务中心')

function resolved(place: string, id: string) {
  const found = resolveItems(items, view, place).items.find((item) => item.id === `${id}.${place}` || item.id === id)
  if (found === undefined) throw new Error(`no ${id} at ${place}`)
  return found
}

describe('resolving items to organs', () => {
  it('gives every hall and township what it offers, without a problem and under different ids', () => {
    const everywhere = resolveEverywhere(items, view)
    expect(everywhere.problems).toEqual([])
    const ids = everywhere.items.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const organIds = new Set(view.organs.map(({ id }) => id))
    const named = everywhere.items.flatMap((item) => [
      item.organ,
      ...item.grants.map((g) => g.organ),
      ...item.steps.map((s) => s.organ),
    ])
    expect(named.filter((organ) => organ !== null && !organIds.has(organ))).toEqual([])
    const refusals = everywhere.items.flatMap(checkItem).filter(({ severity }) => severity === 'refusal')
    expect(refusals).toEqual([])
  })

  it('names the county’s own department and the city’s above it', () => {
    const item = resolved(ju, 'jianguan-01')
    expect(organName(item.organ)).toBe('日照市住房和城乡建设局')
    expect(organName(item.grants.find(({ power }) => power === 'first-review')?.organ)).toBe('莒县住房和城乡建设局')
  })

  it('names the township as the organ of what it decides', () => {
    expect(organName(resolved(placeOf('夏庄镇便民服务中心'), 'xiangzhen-01').organ)).toBe('夏庄镇人民政府')
  })

  it('offers what the villages handle once in the city, under the item’s own id', () => {
    expect(resolved(placeOf('日照市政务服务中心'), 'cunji-01').id).toBe('cunji-01')
    expect(resolveItems(items, view, ju).items.filter(({ level }) => level === 'village')).toEqual([])
  })

  it('gives a place run by an entrusted committee no permit to decide, and the rest', () => {
    const offered = resolveItems(items, view, placeOf('莒县经济开发区便民服务中心'))
    expect(offered).toMatchObject({ problems: [], items: [{ name: '最低生活保障对象认定' }] })
  })

  it('names the department the roster lacks and leaves the item out', () => {
    const poorer = { ...view, organs: view.organs.filter(({ name }) => name !== '莒县统计局') }
    const { items: offered, problems } = resolveItems(items, poorer, ju)
    expect(problems.map(({ code, item }) => [code, item])).toEqual(
      ['tongji-01', 'tongji-02', 'tongji-03', 'tongji-04', 'tongji-05'].map((item) => ['catalogue/unknown-organ', item]),
    )
    expect(offered.filter(({ id }) => id.startsWith('tongji'))).toEqual([])
    expect(problems[0]?.detail).toBe('莒县政务服务中心 统计局')
  })

  it('does not choose between two departments of one name', () => {
    const statistics = view.organs.find(({ name }) => name === '莒县统计局')
    if (statistics === undefined) throw new Error('no 莒县统计局')
    const doubled = { ...view, organs: [...view.organs, { ...statistics, id: 'o9999' }] }
    expect(resolveItems(items, doubled, ju).problems).toHaveLength(5)
  })

  it('gives the same from a roster folded from its changes', () => {
    const roster = splitChanges(facts, 'u0001', 0).reduce(applyChange, emptyRoster())
    expect(resolveEverywhere(items, viewOfRoster(roster))).toEqual(resolveEverywhere(items, view))
  })

  it('offers nothing at a place the roster does not know', () => {
    expect(resolveItems(items, view, 'p9999')).toEqual({ items: [], problems: [] })
  })

  it('offers an item at the lowest level at which it names a department', () => {
    const levels = new Map(items.map((item) => [item.id, offeredAt(item)]))
    expect(['cunji-01', 'gongjiao-01', 'guihua-01', 'dibao-01'].map((id) => levels.get(id))).toEqual([
      'city',
      'city',
      'county',
      'township',
    ])
  })
})
