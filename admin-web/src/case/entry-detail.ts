import type { TFunction } from 'i18next'
import { materialName } from '../counter/acts/originals.js'
import type { CasePage, HistoryEntry } from '../parts/shapes.js'
import { dueText, timeText } from '../parts/times.js'

type Body = HistoryEntry['body']
type Of<Type extends Body['type']> = Extract<Body, { readonly type: Type }>

/** Names for ids of the roster; the id again where nobody knows one. */
export interface Names {
  readonly organ: (id: string) => string
  readonly place: (id: string) => string
}

interface Told {
  readonly t: TFunction
  readonly page: CasePage
  readonly names: Names
}

type Detail<Type extends Body['type']> = (body: Of<Type>, told: Told) => readonly (string | null)[]

const details: { readonly [Type in Body['type']]?: Detail<Type> } = {
  accepted: ({ promised, legal }, { t }) => [
    promised === null ? null : pair(t, t('one.promised'), dueText(t, promised)),
    legal === null ? null : pair(t, t('one.legal'), dueText(t, legal)),
  ],
  'not-accepted': ({ ground, rightOrgan }, { t, names }) => [
    pair(t, t('acts.field.ground'), t(`acts.ground.${ground}`)),
    rightOrgan === null ? null : pair(t, t('acts.field.rightOrgan'), names.organ(rightOrgan)),
  ],
  'supplement-asked': ({ materials, dueBy }, { t, page }) => [
    materials.map((id) => materialName(t, page, id)).join(t('comma')),
    dueBy === null ? null : pair(t, t('acts.field.dueBy'), dueBy),
  ],
  'supplement-given': ({ materials }, { t, page }) => [
    materials.map((each) => materialName(t, page, each.material)).join(t('comma')),
  ],
  'step-reviewed': ({ step, result }, { t, page }) => [pair(t, stepName(page, step), t(`acts.opinion.${result}`))],
  decided: ({ result, certificateNumber }, { t }) => [t(`acts.result.${result}`), certificateNumber],
  delivered: ({ how, receiver }, { t }) => [t(`acts.deliverHow.${how}`), t(`acts.receiver.${receiver}`)],
  'task-given': ({ kind, place, from, until }, { t, names }) => [
    t(`task.${kind}`),
    place === null ? null : names.place(place),
    from === null && until === null ? null : t('tellings.span', { from: from ?? '', until: until ?? '' }),
  ],
  'task-answered': ({ task, result, votes }, { t, page }) => [
    taskName(t, page, task),
    t(`acts.taskResult.${result}`),
    votes === null ? null : t('tellings.votes', votes),
  ],
  'external-noted': ({ step, system, number, state, asOfMs }, { t, page }) => [
    stepName(page, step),
    system,
    number,
    t(`acts.external.${state}`),
    t('asOf', { time: timeText(asOfMs) }),
  ],
  'notice-opened': ({ kind }, { t }) => [t(`notice.${kind}`)],
  'notice-told': ({ kind, whom, how, toldMs }, { t }) => [
    t(`notice.${kind}`),
    t(`told.whom.${whom}`),
    t(`told.how.${how}`),
    timeText(toldMs),
  ],
  'originals-handed-on': ({ materials, to, bag }, { t, page, names }) => [
    materials.map((id) => materialName(t, page, id)).join(t('comma')),
    to === null ? t('originals.applicant') : t('originals.sentTo', { to: names.place(to) }),
    bag,
  ],
  'originals-received': ({ materials, missing }, { t, page }) => [
    materials.map((id) => materialName(t, page, id)).join(t('comma')),
    missing.length === 0
      ? null
      : pair(t, t('originals.missing'), missing.map((id) => materialName(t, page, id)).join(t('comma'))),
  ],
  'service-place-changed': ({ place }, { names }) => [names.place(place)],
}

/** What an entry of the history says beside its name, in the words of the forms it was made with. */
export function detailOf(told: Told, body: Body): string {
  const detail = details[body.type] as Detail<Body['type']> | undefined
  return (detail?.(body as never, told) ?? []).filter((word) => word !== null && word !== '').join(' · ')
}

function pair(t: TFunction, name: string, text: string): string {
  return `${name}${t('colon')}${text}`
}

function stepName({ steps }: CasePage, id: string): string {
  return steps.find((step) => step.id === id)?.name ?? id
}

function taskName(t: TFunction, { tasks }: CasePage, id: string): string | null {
  const kind = tasks.find(({ task }) => task === id)?.kind
  return kind === undefined ? null : t(`task.${kind}`)
}
