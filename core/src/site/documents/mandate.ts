import { isRecord } from '../../domain/catalogue-work/item-parts.js'
import type { Refusal } from '../../domain/decider.js'
import { currentPerson, currentPlace, newest } from '../../domain/roster-view.js'
import type { PersonId, PlaceId } from '../../domain/values.js'
import type { Acting } from '../act.js'
import { placesAbove, postedAt } from '../catalogue-print/contacts.js'
import { readDraft } from '../intake/drafts.js'
import { organNamed, placeNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { mainOf } from './applicant-name.js'
import type { ListedPaper, PrintedDocument } from './facts.js'
import { dayInWords } from './case-values.js'
import { textFor } from './templates.js'

/** A year covers the longest statutory period with every stop; the villager may take it back on any day. */
const GOOD_FOR_MS = 365 * 86_400_000

/** 代办服务委托书 of a draft: made out to the station with its rota, so that whoever is on duty may act by it. */
export function draftMandate(site: Site, acting: Acting, id: string): PrintedDocument | Refusal {
  const draft = readDraft(site, acting, id)
  if ('code' in draft) return draft
  const { content, place } = draft
  const item = site.store.items.newest(draft.item)
  const main = mainOf(isRecord(content) ? content['applicant'] : null)
  const found = currentPlace(site.roster, place)
  const above =
    found === null ? [] : placesAbove(site, found).map(({ name, phone }) => `${name}${phone === null ? '' : ` ${phone}`}`)
  const nowMs = site.clock.now().estimateMs
  return {
    text: textFor(site, 'mandate'),
    values: new Map([
      ['事项', item?.name ?? draft.title],
      ['申请人', main?.name ?? '              '],
      ['申请人证件', main === null || main.document === null ? '' : `证件号码 ${main.document}`],
      ['代办站点', placeNamed(site, place).name],
      ['登记站点', placeNamed(site, place).name],
      ['站点电话', found?.phone ?? '见站点公示'],
      [
        '代办人员',
        proxiesAt(site, place)
          .map(({ name }) => name)
          .join('、'),
      ],
      ['实施主体', organNamed(site, item?.organ ?? null)?.name ?? ''],
      ['上级中心', above.join(';')],
      ['委托期限', `自签字之日起至 ${dayInWords(nowMs + GOOD_FOR_MS)},事项办结时提前终止`],
      ['日期', dayInWords(nowMs)],
    ]),
    papers: papersIn(content, new Map((item?.materials ?? []).map(({ id: material, name }) => [material, name]))),
    asked: [],
    rota: proxiesAt(site, place).map(lineOf),
    number: null,
    code: null,
  }
}

interface Proxy {
  readonly name: string
  readonly phone: string | null
  readonly weekdays: readonly number[]
  readonly standIn: boolean
}

function proxiesAt({ roster }: Site, id: PlaceId): readonly Proxy[] {
  const place = currentPlace(roster, id)
  if (place === null) return []
  const weekdaysOf = (person: PersonId) =>
    place.rota.filter((entry) => entry.person === person).flatMap(({ weekdays }) => weekdays)
  const posted = postedAt(newest(roster.persons), id).filter((person) => !place.standIns.includes(person.id))
  const standIns = place.standIns.flatMap((person) => currentPerson(roster, person) ?? [])
  const proxyOf = (person: (typeof posted)[number], standIn: boolean): Proxy => {
    const { name, phone } = person
    return { name, phone, weekdays: weekdaysOf(person.id), standIn }
  }
  return [...posted.map((person) => proxyOf(person, false)), ...standIns.map((person) => proxyOf(person, true))]
}

const DAYS = ['一', '二', '三', '四', '五', '六', '日']

function lineOf({ name, phone, weekdays, standIn }: Proxy): string {
  const days = weekdays.length === 0 ? '' : `周${weekdays.map((day) => DAYS[day - 1] ?? '').join('、')}值班`
  return [standIn ? `${name}(替班)` : name, days, phone ?? ''].filter((part) => part !== '').join(' ')
}

function papersIn(content: unknown, names: ReadonlyMap<string, string>): readonly ListedPaper[] {
  const materials = isRecord(content) && Array.isArray(content['materials']) ? content['materials'].filter(isRecord) : []
  return materials
    .filter(({ how }) => how !== 'later')
    .flatMap(({ material, originals, copies, paper }) => {
      const name = names.get(String(material))
      return name === undefined ? [] : [{ name, originals: count(originals), copies: count(copies), scan: isRecord(paper) }]
    })
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) ? value : 0
}
