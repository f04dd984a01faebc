import type { TFunction } from 'i18next'
import type { Field, Setting, Values } from './fields.js'
import { originalFields, originalsBody } from './originals.js'
import { taskFields } from './task-fields.js'

type Body = Readonly<Record<string, unknown>>

type Form = (setting: Setting) => readonly Field[]

/** The questions of an act's form, in the order a person answers them. */
export function fieldsOf(setting: Setting): readonly Field[] {
  return (forms[setting.allowed.act] ?? taskFields)(setting)
}

const refuseAcceptance: Form = ({ t }) => [
  choice(t, 'ground', 'ground', ['not-required', 'wrong-organ', 'not-eligible', 'incomplete']),
  {
    ...{ kind: 'organ', name: 'rightOrgan', label: t('acts.field.rightOrgan'), required: true },
    shown: ({ ground }) => ground === 'wrong-organ',
  },
  paper(t, 'notice', true),
]

const askSupplement: Form = ({ t, page }) => [
  {
    ...{ kind: 'ticks', name: 'materials', label: t('acts.field.askedMaterials'), required: true },
    ...{ options: page.materials.map(({ id, name }) => [id, name] as const), initial: [] },
  },
  { kind: 'date', name: 'dueBy', label: t('acts.field.dueBy') },
  paper(t, 'notice', true),
]

const giveSupplement: Form = ({ t, page }) => {
  const asked = page.materials.filter(({ id }) => page.supplement?.materials.includes(id))
  const materials = asked.map(({ id, name }) => [id, name] as const)
  return [{ kind: 'sheets', name: 'materials', label: t('acts.field.givenMaterials'), materials, most: 200, required: true }]
}

const addPaper: Form = ({ t, page }) => {
  const materials = page.materials.map(({ id, name }) => [id, name] as const)
  return [{ kind: 'sheets', name: 'materials', label: t('acts.field.material'), materials, most: 1, required: true }]
}

const decide: Form = ({ t, choices }) => [
  choice(t, 'result', 'result', choices),
  {
    ...{ kind: 'text', name: 'certificateNumber', label: t('acts.field.certificateNumber') },
    shown: ({ result }) => result === 'granted',
  },
  paper(t, 'document'),
]

const deliver: Form = ({ t }) => [
  { ...choice(t, 'how', 'deliverHow', ['counter', 'post', 'visit', 'electronic']), initial: 'counter' },
  { ...choice(t, 'receiver', 'receiver', ['applicant', 'representative', 'proxy']), initial: 'applicant' },
  paper(t, 'proof'),
]

const move: Form = ({ t, page, allowed }) => [
  {
    ...{ kind: 'site', name: 'to', label: t('acts.field.moveTo'), required: true, below: allowed.option === 'down' },
    sites: allowed.option === 'back' ? page.journey.stops.map(({ site }) => site.id) : null,
  },
  paper(t, 'note'),
]

const forms: Readonly<Record<string, Form>> = {
  'refuse-acceptance': refuseAcceptance,
  'ask-supplement': askSupplement,
  'give-supplement': giveSupplement,
  'add-paper': addPaper,
  'review-step': ({ t }) => [
    { ...choice(t, 'result', 'opinion', ['agreed', 'disagreed']), label: t('acts.field.opinionResult') },
    paper(t, 'opinion'),
  ],
  decide,
  deliver,
  move,
  withdraw: ({ t }) => [paper(t, 'statement')],
  'change-service-place': ({ t }) => [
    { kind: 'place', name: 'place', label: t('acts.field.place'), sites: null, required: true },
  ],
  'join-site': ({ t }) => [
    { kind: 'site', name: 'site', label: t('acts.field.site'), sites: null, below: false, required: true },
  ],
  'reckon-due': ({ t }) => [
    { ...choice(t, 'reason', 'reckon', ['time-confirmed', 'calendar-published']), label: t('acts.field.reason') },
  ],
  'hand-on-originals': originalFields,
  'receive-originals': originalFields,
}

type Choice = Extract<Field, { readonly kind: 'choice' }>

/** Words of the answers stand under `acts.<words>`. */
function choice(t: TFunction, name: string, words: string, values: readonly string[]): Choice {
  const options = values.map((value) => [value, t(`acts.${words}.${value}`)] as const)
  return { kind: 'choice', name, label: t(`acts.field.${words}`), required: true, options }
}

function paper(t: TFunction, name: string, required = false): Field {
  return { kind: 'paper', name, label: t(`acts.field.${name}`), required }
}

/** The act as it is sent. */
export function bodyOf(setting: Setting, answers: Values): Body {
  const { page, allowed } = setting
  const { act, option } = allowed
  switch (act) {
    case 'add-paper':
      return { act, material: (answers['materials'] as readonly unknown[])[0] }
    case 'review-step':
      return { act, step: option, ...answers }
    case 'note-external': {
      const known = page.steps.find(({ id }) => id === option)?.externalSystem
      return { act, step: option, ...(known !== null && { system: known }), ...answers }
    }
    case 'answer-task':
      return { act, task: option, votes: null, ...answers }
    case 'give-task': {
      const { place, ...rest } = answers
      const { id, site } = place as { readonly id: string; readonly site: string }
      return { act, person: null, ...rest, place: id, site }
    }
    case 'open-notice':
    case 'tell-notice': {
      const kind = page.notices.find(({ sequence }) => String(sequence) === option)?.kind
      return { act, notice: Number(option), kind, ...answers }
    }
    case 'change-service-place':
      return { act, place: (answers['place'] as { readonly id: string } | null)?.id }
    case 'move':
      return { act, direction: option, organ: null, ...answers }
    case 'join-site':
      return { act, participant: true, ...answers }
    case 'hand-on-originals':
    case 'receive-originals':
      return { act, ...originalsBody(setting, answers) }
    default:
      return { act, ...answers }
  }
}
