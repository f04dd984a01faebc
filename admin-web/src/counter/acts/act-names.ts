import type { TFunction } from 'i18next'
import type { CasePage } from '../../parts/shapes.js'
import type { Allowed } from './fields.js'
import { materialName } from './originals.js'

/** In the order a case meets them. */
const ORDER: readonly string[] = [
  ...['submit', 'accept', 'ask-supplement', 'refuse-acceptance', 'give-supplement', 'review-step', 'note-external'],
  ...['decide', 'deliver', 'complete', 'open-notice', 'tell-notice', 'answer-task', 'give-task', 'receive-originals'],
  ...['hand-on-originals', 'add-paper', 'withdraw', 'change-service-place', 'move', 'reckon-due', 'join-site'],
]

/** Possible at almost every moment and seldom meant: smaller, and never the first. */
export const SELDOM: ReadonlySet<string> = new Set([...['withdraw', 'change-service-place', 'move', 'reckon-due', 'join-site']])

/** Whose choices are made inside one form. */
const ONE_FORM = new Set(['decide', 'hand-on-originals', 'receive-originals'])

/** One button: an act with the choices of its form. */
export interface ActButton {
  readonly allowed: Allowed
  readonly choices: readonly string[]
}

/** The acts that are possible, each once, in the order a case meets them. */
export function buttonsOf({ acts }: CasePage, how: Allowed['how']): readonly ActButton[] {
  const possible = acts.filter((each) => each.how === how)
  return possible
    .filter(({ act }, at) => !ONE_FORM.has(act) || possible.findIndex((each) => each.act === act) === at)
    .map((allowed) => ({ allowed, choices: choicesOf(possible, allowed) }))
    .sort((a, b) => ORDER.indexOf(a.allowed.act) - ORDER.indexOf(b.allowed.act))
}

function choicesOf(possible: readonly Allowed[], { act }: Allowed): readonly string[] {
  return possible.flatMap((each) => (each.act === act && each.option !== null ? [each.option] : []))
}

/** 「审查：踏勘」: the act, and of which step, task, notice or paper. */
export function actName(t: TFunction, page: CasePage, { act, option }: Pick<Allowed, 'act' | 'option'>): string {
  const name = t(`acts.name.${act}`, { defaultValue: act })
  const of = option === null || ONE_FORM.has(act) ? '' : optionName(t, page, act, option)
  return of === '' ? name : `${name}${t('colon')}${of}`
}

function optionName(t: TFunction, page: CasePage, act: string, option: string): string {
  switch (act) {
    case 'review-step':
    case 'note-external':
      return page.steps.find(({ id }) => id === option)?.name ?? option
    case 'answer-task': {
      const kind = page.tasks.find(({ task }) => task === option)?.kind
      return kind === undefined ? '' : t(`task.${kind}`)
    }
    case 'open-notice':
    case 'tell-notice': {
      const kind = page.notices.find(({ sequence }) => String(sequence) === option)?.kind
      return kind === undefined ? '' : t(`notice.${kind}`)
    }
    case 'move':
      return t(`acts.direction.${option}`)
    default:
      return materialName(t, page, option)
  }
}

/** Why not: each reason once, with the acts it stands against. */
export function whyNot(page: CasePage, t: TFunction): ReadonlyMap<string, readonly string[]> {
  const reasons = new Map<string, string[]>()
  for (const refused of page.acts) {
    if (refused.how !== 'not' || refused.code === null) continue
    const names = reasons.get(refused.code) ?? []
    const name = actName(t, page, refused)
    reasons.set(refused.code, names.includes(name) ? names : [...names, name])
  }
  return reasons
}
