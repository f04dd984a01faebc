import type { TFunction } from 'i18next'
import type { CasePage } from '../../parts/shapes.js'
import type { Field, Setting, Values } from './fields.js'

/** The certificate is in no guide's list. */
const RESULT = 'result'

export function materialName(t: TFunction, { materials }: CasePage, id: string): string {
  return materials.find((each) => each.id === id)?.name ?? (id === RESULT ? t('originals.result') : id)
}

/** 移交 and 签收: what lies here, or what one bag brings; whatever is not ticked on arrival is missing. */
export function originalFields(setting: Setting): readonly Field[] {
  const { t, page, allowed } = setting
  const ids = concerned(setting)
  const options = ids.map((id) => [id, materialName(t, page, id)] as const)
  if (allowed.act === 'receive-originals')
    return [{ kind: 'ticks', name: 'materials', label: t('acts.field.arrived'), options, initial: ids }]
  return [
    { kind: 'ticks', name: 'materials', label: t('acts.field.originals'), options, initial: ids, required: true },
    {
      ...{ kind: 'place', name: 'to', label: t('acts.field.handTo'), none: t('originals.applicant') },
      // Who does not have the case could never receive what belongs to it.
      sites: page.journey.stops.map(({ site }) => site.id),
    },
    { kind: 'text', name: 'bag', label: t('acts.field.bag'), hint: t('acts.bagHint'), shown: ({ to }) => to !== null },
  ]
}

export function originalsBody(setting: Setting, answers: Values): Values {
  const chosen = (answers['materials'] ?? []) as readonly string[]
  if (setting.allowed.act === 'hand-on-originals') {
    const to = answers['to'] as { readonly id: string } | null
    return { materials: chosen, to: to?.id ?? null, bag: answers['bag'] ?? null }
  }
  const bag = bagOf(setting)
  return { bag, materials: chosen, missing: concerned(setting).filter((id) => !chosen.includes(id)) }
}

function bagOf({ page, allowed }: Setting): string | null {
  return page.originals.find(({ material }) => material === allowed.option)?.bag ?? null
}

function concerned(setting: Setting): readonly string[] {
  const { page, allowed, choices } = setting
  if (allowed.act === 'hand-on-originals') return choices
  const bag = bagOf(setting)
  return choices.filter((id) => page.originals.find(({ material }) => material === id)?.bag === bag)
}
