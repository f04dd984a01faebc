import type { TFunction } from 'i18next'
import { judgeIdentity } from '../applicant/identity.js'
import { fieldsOf } from '../form/fields.js'
import type { Asked, Item } from '../shapes.js'
import { type InstantContent, isBody, papersToSee } from './content.js'

/** What is still to fill in: the id of its field and its name. */
export interface Missing {
  readonly id: string
  readonly name: string
}

/** In the order of the page. */
export function missingIn(t: TFunction, item: Item | null, asked: Asked | null, content: InstantContent): readonly Missing[] {
  return [...ofApplicant(t, content), ...(item === null || asked === null ? [itemMissing(t)] : ofItem(t, item, asked, content))]
}

function itemMissing(t: TFunction): Missing {
  return { id: 'instant-item', name: t('instant.item') }
}

function ofApplicant(t: TFunction, content: InstantContent): Missing[] {
  const { documentType, number, asPrinted, name, head } = content
  const judged = judgeIdentity(number)
  const isGood = documentType === '111' ? judged.kind === 'good' || isBody(content) || asPrinted : number.trim() !== ''
  return [
    ...(isGood ? [] : [{ id: 'instant-number', name: t('applicant.number') }]),
    ...(name.trim() === '' ? [{ id: 'instant-name', name: t('applicant.name') }] : []),
    ...(isBody(content) && head.trim() === '' ? [{ id: 'instant-head', name: t('instant.head') }] : []),
  ]
}

function ofItem(t: TFunction, item: Item, asked: Asked, { answers, form, seen }: InstantContent): Missing[] {
  const open = asked.groups.filter(({ options }) => options.filter(({ id }) => answers.includes(id)).length !== 1)
  const empty = fieldsOf(item.form).filter(({ name, isRequired }) => isRequired && (form[name] ?? '') === '')
  const unseen = papersToSee(asked).length > 0 && !seen
  return [
    ...open.map(({ id, question }) => ({ id: `question-${id}`, name: question })),
    ...empty.map(({ name, title }) => ({ id: `form-${name}`, name: title })),
    ...(unseen ? [{ id: 'instant-seen', name: t('instant.seen') }] : []),
  ]
}
