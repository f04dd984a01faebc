import { Button, Collapse, Flex } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type EditorProps, idAt } from './editor-props.js'
import { type Field, type ListField, pointerOf, wordOf } from '../catalogue-item/fields.js'
import { FieldFindings } from './findings.js'
import { freeId, valueAt, withValueAt } from '../catalogue-item/paths.js'
import { ValueField } from './value-field.js'
import { useValueText } from '../catalogue-item/value-text.js'

interface Props extends EditorProps {
  readonly list: ListField
}

/** Rows that are opened to be written: added, taken out, moved up and down. */
export function ListEditor({ list, content, findings, change }: Props) {
  const { t } = useTranslation()
  const word = wordOf(list.path)
  const value = valueAt(content, list.path)
  const rows = (Array.isArray(value) ? value : []) as readonly object[]
  const [open, opened] = useState<readonly string[]>([])
  const set = (next: readonly object[]) => change(withValueAt(content, list.path, next))
  const label = t(`catalogue.field.${word}`)
  const pointer = pointerOf(list.path)
  return (
    <section id={idAt(pointer)} aria-label={label} style={{ marginTop: 8 }}>
      <Flex justify="space-between" align="center" style={{ marginBottom: 6 }}>
        <h3 className="lines-title">{t('catalogue.edit.listTitle', { label, count: rows.length })}</h3>
        <Button
          size="small"
          onClick={() => {
            set([...rows, list.blank(freeId(word.toLowerCase().replace(/[^a-z0-9]/g, '-'), rows))])
            opened([...open, String(rows.length)])
          }}
        >
          {t('catalogue.edit.add', { label })}
        </Button>
      </Flex>
      {rows.length > 0 && (
        <Collapse
          size="small"
          activeKey={[...open]}
          onChange={(keys) => opened(typeof keys === 'string' ? [keys] : keys)}
          items={rows.map((row, index) => ({
            key: String(index),
            label: <RowTitle list={list} row={row} index={index} />,
            children: (
              <Row
                list={list}
                row={row}
                index={index}
                last={rows.length - 1}
                content={content}
                findings={findings}
                change={(next) => set(rows.map((each, at) => (at === index ? next : each)))}
                move={(by) => set(moved(rows, index, by))}
                remove={() => set(rows.filter((_, at) => at !== index))}
              />
            ),
          }))}
        />
      )}
      <ListFindings findings={findings} pointer={pointer} open={open} rows={rows.length} />
    </section>
  )
}

/** Findings of rows that are closed stand below the list. */
function ListFindings({
  findings,
  pointer,
  open,
  rows,
}: Pick<Props, 'findings'> & { readonly pointer: string; readonly open: readonly string[]; readonly rows: number }) {
  const shown = findings.filter(
    ({ path }) => path.startsWith(pointer) && !open.some((key) => path.startsWith(`${pointer}/${key}`)),
  )
  return rows >= 0 && <FieldFindings findings={shown} pointer={pointer} />
}

function moved(rows: readonly object[], index: number, by: number): readonly object[] {
  const row = rows[index]
  const rest = rows.filter((_, at) => at !== index)
  return row === undefined ? rows : [...rest.slice(0, index + by), row, ...rest.slice(index + by)]
}

/** What the first fields say, so that a closed row is known. */
function RowTitle({ list, row, index }: { readonly list: ListField; readonly row: object; readonly index: number }) {
  const { t } = useTranslation()
  const textOf = useValueText()
  const words = list.fields.slice(0, 3).map(({ path, kind }) => textOf(kind, valueAt(row, path)))
  return <span className="catalogue-words">{`${index + 1}. ${words.join(t('catalogue.dot'))}`}</span>
}

interface RowProps extends Pick<Props, 'list' | 'content' | 'findings'> {
  readonly row: object
  readonly index: number
  readonly last: number
  readonly change: (row: object) => void
  readonly move: (by: -1 | 1) => void
  readonly remove: () => void
}

function Row({ list, row, index, last, content, findings, change, move, remove }: RowProps) {
  const { t } = useTranslation()
  const name = `${t(`catalogue.field.${wordOf(list.path)}`)} ${index + 1}`
  return (
    <>
      <div className="catalogue-fields">
        {list.fields.map((field) => (
          <RowField
            key={wordOf(field.path)}
            field={field}
            row={row}
            content={content}
            name={name}
            findings={findings}
            pointer={pointerOf([...list.path, index, ...field.path])}
            change={(value) => change(withValueAt(row, field.path, value))}
          />
        ))}
      </div>
      <Flex gap={8} justify="flex-end" style={{ marginTop: 8 }}>
        <Button size="small" disabled={index === 0} aria-label={t('catalogue.edit.upOne', { name })} onClick={() => move(-1)}>
          {t('catalogue.edit.up')}
        </Button>
        <Button size="small" disabled={index === last} aria-label={t('catalogue.edit.downOne', { name })} onClick={() => move(1)}>
          {t('catalogue.edit.down')}
        </Button>
        <Button size="small" danger aria-label={t('catalogue.edit.removeOne', { name })} onClick={remove}>
          {t('catalogue.edit.remove')}
        </Button>
      </Flex>
    </>
  )
}

interface RowFieldProps extends Pick<Props, 'content' | 'findings'> {
  readonly field: Field
  readonly row: object
  readonly name: string
  readonly pointer: string
  readonly change: (value: unknown) => void
}

const WIDE: readonly Field['kind'][] = ['passage', 'options', 'asked']

function RowField({ field, row, name, pointer, content, findings, change }: RowFieldProps) {
  const { t } = useTranslation()
  const word = t(`catalogue.inner.${wordOf(field.path)}`)
  return (
    <div id={idAt(pointer)} className={WIDE.includes(field.kind) ? 'wide' : undefined}>
      <span className="catalogue-label">{word}</span>
      <div>
        <ValueField field={field} label={`${name} ${word}`} value={valueAt(row, field.path)} change={change} content={content} />
        <FieldFindings findings={findings} pointer={pointer} />
      </div>
    </div>
  )
}
