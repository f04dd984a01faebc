import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RoleGrant } from '../../domain/people/account.js'
import { accountAt } from '../../domain/people/accounts.js'
import { localDateOf } from '../../domain/civil-date.js'
import { currentPerson, currentPlace } from '../../domain/roster-view.js'
import type { TaskView } from '../../store/projections/task.js'
import { actOnCase } from '../act.js'
import { acting, application, clerk, type Counter, newRequestId, openCounter } from '../counter.testing.js'
import { openDraft, readDraft, saveDraft } from '../intake/drafts.js'
import { registerCase } from '../intake/register.js'
import { PeopleStage, type SiteName } from '../people/people-stage.testing.js'
import { openTasks } from '../query/tasks.js'
import { handOver, type HandOverCommand } from './hand-over.js'

let stage: PeopleStage
const grant = (role: RoleGrant['role'], place: string): RoleGrant => ({ role, place, organ: null })

/** Two proxies serve at a-station; the county's supervisor is a-window. */
beforeEach(async () => {
  stage = new PeopleStage()
  await stage.roles(
    ['a-window', grant('supervisor', 'a-hall')],
    ['a-helper', grant('auditor', 'a-hall')],
    ['proxy', grant('proxy', 'a-station')],
    ['hosted-proxy', grant('proxy', 'a-station')],
  )
  await stage.post('hosted-proxy', 'a-hosted', 'a-station')
  stage.carry()
})
afterEach(() => stage.close())

const nothing = { drafts: false, tasks: false, posts: false, rota: false, roles: false }
const command = (changes: Partial<HandOverCommand>): HandOverCommand => ({
  ...{ from: 'proxy', to: 'hosted-proxy', place: 'a-station', ...nothing },
  onDate: localDateOf(stage.counters.city.clock.nowMs()),
  ...changes,
})
const desk = (person: string, place: string) => ({ person, place, organ: null })
const give = (at: SiteName, changes: Partial<HandOverCommand>, by: string, place: string) =>
  handOver(stage.site(at), command(changes), desk(by, place))
const proxyActs = acting('proxy', 'a-station')

async function draftAt(at: SiteName, by = proxyActs): Promise<string> {
  const draft = await openDraft(stage.site(at), by, { item: 'permit', title: '宅基地', content: { step: 1 } })
  if ('code' in draft) throw new Error(draft.code)
  return draft.id
}

const ownerOf = (at: SiteName, id: string) => stage.counters[at].store.drafts.get(id)?.person

describe('a worklist', () => {
  test('is handed over at a station without a line by whoever has it, drafts and all', async () => {
    const [own, other] = [await draftAt('a-village'), await draftAt('a-village', acting('hosted-proxy', 'a-station'))]
    stage.cut('a-village')
    expect(await give('a-village', { drafts: true, tasks: true }, 'proxy', 'a-station')).toMatchObject({
      kind: 'done',
      drafts: 1,
      duties: null,
    })
    expect([ownerOf('a-village', own), ownerOf('a-village', other)]).toEqual(['hosted-proxy', 'hosted-proxy'])
    expect(stage.counters['a-village'].store.people.handOvers.ofPlace('a-station')).toMatchObject([
      { from: 'proxy', to: 'hosted-proxy', drafts: 1, by: 'proxy' },
    ])
  })

  test('is handed over from the county by a supervisor: the word goes to the station once it is connected', async () => {
    const id = await draftAt('a-village')
    stage.cut('a-village')
    expect(await give('a', { drafts: true }, 'a-window', 'a-hall')).toMatchObject({ kind: 'done', drafts: 0 })
    stage.carry()
    expect(ownerOf('a-village', id)).toBe('proxy')
    stage.mend('a-village')
    stage.carry()
    expect(ownerOf('a-village', id)).toBe('hosted-proxy')
  })

  test('takes posts, rota and roles along where they are chosen, by the roster of the city', async () => {
    const place = currentPlace(stage.site('city').roster, 'a-station')
    if (place === null) throw new Error('no a-station')
    await stage.enter({
      kind: 'place',
      place: { ...place, rota: [{ person: 'proxy', weekdays: [1, 2] }], standIns: ['hosted-proxy', 'proxy'] },
    })
    stage.carry()
    const outcome = await give('a', { posts: true, rota: true, roles: true }, 'a-window', 'a-hall')
    expect(outcome).toMatchObject({ kind: 'done', duties: { kind: 'asked' } })
    stage.carry()
    const { roster } = stage.site('a-village')
    expect(currentPerson(roster, 'proxy')?.posts).toEqual([])
    expect(accountAt(roster, 'proxy')?.roles).toEqual([])
    expect(currentPlace(roster, 'a-station')).toMatchObject({
      rota: [{ person: 'hosted-proxy', weekdays: [1, 2] }],
      standIns: ['hosted-proxy'],
    })
    expect(accountAt(roster, 'hosted-proxy')?.roles).toEqual([grant('proxy', 'a-station')])
  })

  test('leaves what is not chosen where it was', async () => {
    const id = await draftAt('a-village')
    await give('a-village', { tasks: true }, 'proxy', 'a-station')
    expect(ownerOf('a-village', id)).toBe('proxy')
    expect(currentPerson(stage.site('a-village').roster, 'proxy')?.posts).toHaveLength(1)
  })

  test.each<[string, SiteName, Partial<HandOverCommand>, string, string, string]>([
    ['of a colleague by a colleague', 'a-village', { drafts: true }, 'hosted-proxy', 'a-station', 'account/denied'],
    ['by somebody without the right', 'a', { drafts: true }, 'a-helper', 'a-hall', 'account/denied'],
    ['with duties at a station', 'a-village', { posts: true }, 'proxy', 'a-station', 'account/at-gateway'],
    ['to oneself', 'a-village', { drafts: true, to: 'proxy' }, 'proxy', 'a-station', 'hand-over/not-colleagues'],
    [
      'to somebody of another place',
      'a-village',
      { drafts: true, to: 'a-clerk' },
      'proxy',
      'a-station',
      'hand-over/not-colleagues',
    ],
    [
      'of somebody who never served there',
      'a',
      { drafts: true, from: 'b-proxy' },
      'a-window',
      'a-hall',
      'hand-over/not-colleagues',
    ],
    ['before its day', 'a-village', { drafts: true, onDate: '2099-01-01' }, 'proxy', 'a-station', 'hand-over/too-early'],
    ['of a place elsewhere', 'a-village', { drafts: true, place: 'a-hall' }, 'proxy', 'a-station', 'place/unknown'],
  ])('is not handed over %s', async (_, at, changes, by, place, code) => {
    expect(await give(at, changes, by, place)).toMatchObject({ kind: 'refused', code })
  })
})

describe('the draft of an absent colleague', () => {
  test('is opened by the one who stands in at the same place', async () => {
    const id = await draftAt('a-village')
    const substitute = acting('hosted-proxy', 'a-station')
    expect(readDraft(stage.site('a-village'), substitute, id)).toMatchObject({ id, person: 'proxy' })
    const saved = await saveDraft(stage.site('a-village'), substitute, id, {
      item: 'permit',
      title: '宅基地',
      content: { step: 2 },
    })
    expect(saved).toMatchObject({ person: 'proxy', content: { step: 2 } })
    expect(readDraft(stage.site('a'), acting('a-window', 'a-hall'), id)).toMatchObject({ code: 'draft/unknown' })
  })
})

describe('an open task that names a colleague', () => {
  let county: Counter
  afterEach(() => county.store.close())

  async function taskFor(person: string): Promise<string> {
    const taken = await registerCase(county.site, {
      application: application(),
      acting: clerk,
      requestId: newRequestId(),
      draft: null,
    })
    if (taken.kind !== 'registered') throw new Error(taken.code)
    const { caseId } = taken.receipt
    const given = { site: 'a', place: 'a-hall', person, kind: 'visit', from: null, until: null, instruction: null } as const
    const task = newRequestId()
    const outcome = await actOnCase(county.site, {
      caseId,
      act: { act: 'give-task', task, ...given },
      acting: clerk,
      requestId: task,
    })
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
    return task
  }

  const tasksOf = (person: string) => openTasks(county.site, { person }).map(({ task }: TaskView) => task)

  test('goes to who takes the worklist over, and on to the next, while the log keeps whom it was given to', async () => {
    county = openCounter('a')
    const task = await taskFor('a-clerk')
    const onDate = localDateOf(county.clock.nowMs())
    for (const [from, to, organ] of [
      ['a-clerk', 'a-window', 'a-bureau'],
      ['a-window', 'a-helper', null],
    ] as const) {
      county.clock.advance(60_000)
      const handed = { ...nothing, from, to, place: 'a-hall', tasks: true, onDate }
      const outcome = await handOver(county.site, handed, { person: from, place: 'a-hall', organ })
      expect(outcome.kind).toBe('done')
    }
    expect([tasksOf('a-clerk'), tasksOf('a-window'), tasksOf('a-helper')]).toEqual([[], [], [task]])
    county.clock.advance(60_000)
    const later = await taskFor('a-clerk')
    expect(tasksOf('a-clerk')).toEqual([later])
    const [view] = county.store.tasks.openAt('a').filter((each) => each.task === task)
    expect(view?.person).toBe('a-clerk')
  })
})
