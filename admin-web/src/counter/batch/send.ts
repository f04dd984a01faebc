import type { Problem } from '../../parts/shapes.js'
import { submitted } from '../draft/hand-in.js'
import { begun } from '../papers/paper-row.js'
import { papersToSee } from '../instant/content.js'
import { type Field, fieldsOf } from '../form/fields.js'
import type { Asked, Item, Receipt } from '../shapes.js'
import type { Tell } from '../tell.js'
import type { BatchContent, Row } from './content.js'

/** Few enough that each answer comes soon, and a line cut between them costs no row. */
const atOnce = 10

export type RowResult =
  | { readonly key: string; readonly kind: 'registered'; readonly receipt: Receipt }
  | {
      readonly key: string
      readonly kind: 'refused'
      readonly code: Problem['code']
      readonly errors: readonly { readonly path: string; readonly message: string }[]
    }

export interface Sending {
  readonly tell: Tell
  readonly draft: string
  readonly item: Item
  readonly asked: Asked
  readonly content: BatchContent
}

/** Registers the rows, some at a time, and says after each part what came of it. Sent again it registers none twice. */
export async function registerRows(
  sending: Sending,
  rows: readonly Row[],
  told: (results: readonly RowResult[]) => Promise<void>,
): Promise<void> {
  const { tell, draft, content } = sending
  const shared = sharedOf(sending)
  const fields = fieldsOf(sending.item.form)
  for (let from = 0; from < rows.length; from += atOnce) {
    const part = rows.slice(from, from + atOnce)
    const body = {
      requestId: content.requestId,
      draft,
      shared,
      rows: part.map((row) => ({ key: row.key, content: rowOf(row, content, fields) })),
    }
    await told((await tell<{ readonly rows: readonly RowResult[] }>('/api/batches', { method: 'POST', body })).rows)
  }
}

/** Whether the case went on to whoever decides; null where it stays here, false where that has to be tried again. */
export function submitRow(tell: Tell, receipt: Pick<Receipt, 'caseId'>, row: Row): Promise<boolean | null> {
  return submitted(tell, receipt, row.submitId).catch(() => false)
}

function sharedOf({ item, asked, content }: Sending): object {
  const options = new Set(asked.groups.flatMap((group) => group.options.map(({ id }) => id)))
  const materials = papersToSee(asked).map((material) => {
    const { how, ...given } = begun(material, null, material.originals > 0 ? 'original' : 'copy')
    return { ...given, form: how }
  })
  return {
    ...{ item: item.id, version: item.version },
    answers: content.answers.filter((answer) => options.has(answer)),
    form: Object.fromEntries(Object.entries(content.form).filter(([, value]) => value !== '' && value !== null)),
    materials: content.seen ? materials : [],
  }
}

function rowOf({ name, number, phone, form }: Row, { perRow }: BatchContent, fields: readonly Field[]): object {
  const own = fields.flatMap(({ name: field, type }) => {
    const text = (form[field] ?? '').trim()
    if (!perRow.includes(field) || text === '') return []
    return [[field, type === 'number' || type === 'integer' ? Number(text) : type === 'boolean' ? text === '是' : text] as const]
  })
  const person = { name: name.trim(), document: { type: '111', number }, ...(phone.trim() !== '' && { phone: phone.trim() }) }
  return { applicant: { kind: 'person', person }, form: Object.fromEntries(own) }
}
