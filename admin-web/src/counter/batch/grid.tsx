import { Button } from 'antd'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { CaseLine } from '../../parts/shapes.js'
import type { Field } from '../form/fields.js'
import type { Item } from '../shapes.js'
import { type BatchContent, isEmpty, type Row, withLast } from './content.js'
import { cellsOf, type Column, columnsOf, pasted, put } from './paste.js'
import { RowState, useStates } from './row-state.js'

interface Props {
  readonly item: Item | null
  readonly content: BatchContent
  readonly fields: readonly Field[]
  readonly problems: ReadonlyMap<string, readonly string[]>
  readonly mayRegister: boolean
  readonly change: (next: (rows: readonly Row[]) => readonly Row[]) => void
  readonly register: (row: Row) => void
}

/** Typed like a sheet of Excel, and pasted from one. */
export function Grid(props: Props) {
  const { t } = useTranslation()
  const { item, content, fields, problems } = props
  const columns = columnsOf(fields, content.perRow).map((column) => ({ column, name: nameOf(t, fields, column) }))
  const states = useStates(item?.id ?? null, content.rows)
  return (
    <table className="grid" aria-label={t('batch.grid')}>
      <thead>
        <tr>
          {[t('batch.row'), ...columns.map(({ name }) => name), t('batch.state')].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {content.rows.map((row, index) => (
          <GridRow
            key={row.key}
            {...props}
            {...{ row, index, columns, own: problems.get(row.key) ?? [], line: states.get(row.key) ?? null }}
          />
        ))}
      </tbody>
    </table>
  )
}

function nameOf(t: TFunction, fields: readonly Field[], column: Column): string {
  if (typeof column === 'object') return fields.find(({ name }) => name === column.field)?.title ?? column.field
  return t(column === 'name' ? 'applicant.name' : column === 'number' ? 'applicant.number' : 'applicant.phone')
}

interface RowProps extends Props {
  readonly row: Row
  readonly index: number
  readonly columns: readonly { readonly column: Column; readonly name: string }[]
  readonly own: readonly string[]
  readonly line: CaseLine | null
}

function GridRow(props: RowProps) {
  const { t } = useTranslation()
  const { row, index, columns, own, line, item, change } = props
  const type = (column: Column, text: string) =>
    change((rows) => withLast(rows.map((each) => (each.key === row.key ? put(each, column, text) : each))))
  const paste = (event: ClipboardEvent, column: number) => {
    const text = event.clipboardData.getData('text/plain')
    if (!/[\t\n]/.test(text.trim())) return
    event.preventDefault()
    const all = columns.map((each) => each.column)
    change((rows) => pasted(rows, { row: index, column }, cellsOf(text), all))
  }
  return (
    <tr>
      <th scope="row">{index + 1}</th>
      {columns.map(({ column, name }, at) => (
        <td key={name}>
          <input
            aria-label={t('batch.cell', { row: index + 1, column: name })}
            value={textOf(row, column)}
            readOnly={row.done !== null}
            aria-invalid={column === 'number' && own.length > 0 && row.number !== ''}
            maxLength={column === 'number' ? 18 : 200}
            autoComplete="off"
            onChange={({ target }) => type(column, target.value)}
            onPaste={(event) => paste(event, at)}
            onKeyDown={toNextRow}
          />
        </td>
      ))}
      <td className="grid-state">
        <RowState row={row} problems={own} line={line} item={item?.id ?? null} />
        <RowButtons {...props} />
      </td>
    </tr>
  )
}

function RowButtons({ row, index, own, mayRegister, register, change }: RowProps) {
  const { t } = useTranslation()
  const number = { row: index + 1 }
  if (row.done !== null)
    return row.done.isSubmitted === false ? (
      <Button size="small" disabled={!mayRegister} onClick={() => register(row)}>
        {t('act.submit')}
      </Button>
    ) : null
  if (isEmpty(row)) return null
  return (
    <>
      {own.length === 0 && (
        <Button size="small" disabled={!mayRegister} aria-label={t('batch.oneRow', number)} onClick={() => register(row)}>
          {t('batch.one')}
        </Button>
      )}
      <Button
        size="small"
        aria-label={t('batch.removeRow', number)}
        onClick={() => change((rows) => withLast(rows.filter(({ key }) => key !== row.key)))}
      >
        {t('batch.remove')}
      </Button>
    </>
  )
}

function textOf(row: Row, column: Column): string {
  return typeof column === 'object' ? (row.form[column.field] ?? '') : row[column]
}

/** Enter goes down the column, as in Excel. */
function toNextRow(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  const cell = event.currentTarget.closest('td')
  const below = cell?.closest('tr')?.nextElementSibling
  const next = cell === null ? null : below?.children[cell.cellIndex]?.querySelector('input')
  next?.focus()
}
