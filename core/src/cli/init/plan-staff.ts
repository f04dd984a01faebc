import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/schema'
import { type Account, ROLES, type Role } from '../../domain/people/account.js'
import { usualRoles } from '../../domain/people/usual-roles.js'
import type { Person, RosterFact } from '../../domain/roster.js'
import type { LocalDate } from '../../domain/values.js'
import { findOrgan } from './organ-list.js'
import { FIRST_IDS } from './plan-city.js'
import { placeWithCode, type RosterView } from './roster-view.js'

const text = Type.String({ minLength: 1, maxLength: 100 })

/** A person as a staff file names one: places by division code, organs by department; nobody acts for an organ at a village. */
export const STAFF_ENTRY = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,31}$' }),
  name: text,
  phone: Type.Union([text, Type.Null()]),
  posts: Type.Array(Type.Object({ code: text, department: Type.Union([text, Type.Null()]) }), { minItems: 1 }),
  /** Name to sign in with; the id where none is named. */
  login: Type.Optional(text),
  /** Held at the first post, besides what usually goes with the posts. */
  roles: Type.Optional(Type.Array(Type.Enum([...ROLES]))),
  /** These alone, at the first post: of somebody who only looks. */
  only: Type.Optional(Type.Array(Type.Enum([...ROLES]))),
})

/** One person of a staff file. */
export type StaffEntry = Static<typeof STAFF_ENTRY>

const staffList = Compile(Type.Array(STAFF_ENTRY))

/** Facts for the roster, or all that keeps these people out of it. */
export interface StaffPlan {
  readonly facts: readonly RosterFact[]
  readonly problems: readonly string[]
}

/** Reads a list from a staff file and finds each one's place and organ as of that day. */
export function planStaff(list: unknown, view: RosterView, day: LocalDate): StaffPlan {
  if (!staffList.Check(list)) {
    const [, errors] = staffList.Errors(list)
    return { facts: [], problems: errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`) }
  }
  const ids = [...FIRST_IDS, ...list.map(({ id }) => id)]
  const repeats = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `人员编号 ${id} 重复`)
  const planned = list.map((entry) => planPerson(entry, view, day))
  return {
    facts: planned.flatMap(({ person, account }) => [
      { kind: 'person', person },
      { kind: 'account', account },
    ]),
    problems: [...repeats, ...planned.flatMap(({ problems }) => problems)],
  }
}

function planPerson({ id, name, phone, posts, login = id, roles = [], only }: StaffEntry, view: RosterView, day: LocalDate) {
  const problems: string[] = []
  const found = posts.map(({ code, department }) => {
    const place = placeWithCode(view, code, day)
    if (place === null) problems.push(`${id} ${name}:没有代码为 ${code} 的站点`)
    const organ = place === null || department === null ? null : findOrgan(view.organs, place.id, place.level, department)
    if (place !== null && department !== null && organ === null)
      problems.push(`${id} ${name}:${place.name}没有部门 ${department}`)
    return { place: place?.id ?? '', organ: organ?.id ?? null }
  })
  const person: Person = { id, name, phone, posts: found, active: true }
  const kindOf = (place: string) => view.places.find((each) => each.id === place)?.kind ?? null
  const atFirst = (role: Role) => ({ role, place: found[0]?.place ?? '', organ: null })
  const account: Account = {
    ...{ person: id, login, state: 'active', credentialVersion: 0 },
    roles: only?.map(atFirst) ?? [...usualRoles(person, kindOf), ...roles.map(atFirst)],
  }
  return { person, account, problems }
}
