import type { Field, Setting } from './fields.js'

const KINDS = ['notify', 'public-notice', 'village-opinion', 'visit', 'deliver', 'opinion', 'hand-over'] as const

/** Questions about tasks, steps in other systems and notices; none for acts that say all by their name. */
export function taskFields(setting: Setting): readonly Field[] {
  const { t, page, allowed } = setting
  const label = (name: string) => t(`acts.field.${name}`)
  const paper = (name: string): Field => ({ kind: 'paper', name, label: label(name) })
  switch (allowed.act) {
    case 'give-task':
      return [
        {
          ...{ kind: 'choice', name: 'kind', label: label('taskKind'), required: true },
          options: KINDS.map((kind) => [kind, t(`task.${kind}`)] as const),
        },
        {
          ...{ kind: 'place', name: 'place', label: label('taskPlace'), required: true },
          sites: page.journey.stops.map(({ site }) => site.id),
        },
        { kind: 'date', name: 'from', label: label('from') },
        { kind: 'date', name: 'until', label: label('until') },
        paper('instruction'),
      ]
    case 'answer-task':
      return answerFields(setting)
    case 'note-external':
      return externalFields(setting)
    case 'tell-notice':
      return [
        choice('whom', t('acts.field.whom'), ['applicant', 'household', 'representative', 'other'], (it) => t(`told.whom.${it}`)),
        choice('how', t('acts.field.how'), ['in-person', 'phone', 'letter', 'message'], (it) => t(`told.how.${it}`)),
        { kind: 'time', name: 'toldMs', label: label('toldMs'), initialMs: page.asOfMs, required: true },
        paper('record'),
      ]
    default:
      return []
  }
}

function choice(name: string, label: string, values: readonly string[], word: (value: string) => string): Field {
  return { kind: 'choice', name, label, required: true, options: values.map((value) => [value, word(value)] as const) }
}

function answerFields({ t, page, allowed }: Setting): readonly Field[] {
  const task = page.tasks.find((each) => each.task === allowed.option)
  const asksVotes = task?.kind === 'village-opinion' || task?.kind === 'public-notice'
  const votes: Field = { kind: 'votes', name: 'votes', label: t('acts.field.votes') }
  return [
    choice('result', t('acts.field.taskResult'), ['done', 'not-done', 'objection'], (it) => t(`acts.taskResult.${it}`)),
    ...(asksVotes ? [votes] : []),
    { kind: 'paper', name: 'report', label: t('acts.field.report') },
  ]
}

function externalFields({ t, page, allowed }: Setting): readonly Field[] {
  const step = page.steps.find(({ id }) => id === allowed.option)
  const system: Field = { kind: 'text', name: 'system', label: t('acts.field.system'), required: true }
  const seen = step?.external?.number ?? ''
  return [
    ...(step?.externalSystem === null ? [system] : []),
    { kind: 'text', name: 'number', label: t('acts.field.externalNumber'), initial: seen },
    choice('state', t('acts.field.externalState'), ['sent', 'in-progress', 'granted', 'denied', 'returned'], (it) =>
      t(`acts.external.${it}`),
    ),
    { kind: 'time', name: 'asOfMs', label: t('acts.field.asOfMs'), initialMs: page.asOfMs, required: true },
    { kind: 'paper', name: 'proof', label: t('acts.field.externalProof') },
  ]
}
