import { type Place, spansText } from './shapes.js'

/** One thing that differs, as people read it. */
export interface Difference {
  readonly what: 'name' | 'life' | 'phone' | 'hours' | 'closures' | 'rota' | 'standIns' | 'site'
  readonly before: string
  readonly after: string
}

const names = ['name', 'life', 'phone', 'hours', 'closures', 'rota', 'standIns', 'site'] as const

interface Names {
  readonly place: (id: string) => string
  readonly person: (id: string) => string
  readonly site: (id: string) => string
  readonly life: (life: Place['life']) => string
  readonly day: (weekday: number) => string
}

/** What somebody is about to change, or what somebody else changed meanwhile. */
export function differences(before: Place, after: Place, named: Names): readonly Difference[] {
  return names
    .map((what) => ({ what, before: textOf(what, before, named), after: textOf(what, after, named) }))
    .filter((each) => each.before !== each.after)
}

function textOf(what: Difference['what'], place: Place, named: Names): string {
  switch (what) {
    case 'life':
      return named.life(place.life)
    case 'hours':
      return place.hours.week
        .map((spans, day) => `${named.day(day + 1)} ${spans.length === 0 ? '—' : spansText(spans)}`)
        .join('; ')
    case 'closures':
      return place.hours.closures
        .map(({ from, to, standIn }) => `${from}–${to}${standIn === null ? '' : ` → ${named.place(standIn)}`}`)
        .join('; ')
    case 'rota':
      return place.rota.map(({ person, weekdays }) => `${named.person(person)} ${weekdays.map(named.day).join('')}`).join('; ')
    case 'standIns':
      return place.standIns.map(named.person).join(', ')
    case 'site':
      return named.site(place.site)
    default:
      return place[what] ?? ''
  }
}
