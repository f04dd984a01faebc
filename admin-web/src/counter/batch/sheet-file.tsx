import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../parts/refusal.js'
import type { Field } from '../form/fields.js'
import { useTell } from '../tell.js'
import { type BatchContent, isEmpty } from './content.js'
import { arranged, columnsOf, pasted } from './paste.js'

interface Props {
  readonly content: BatchContent
  readonly fields: readonly Field[]
  readonly change: (part: Partial<BatchContent>) => void
}

/** People from an .xlsx file, put below those that are in the grid. */
export function SheetFile({ content, fields, change }: Props) {
  const { t } = useTranslation()
  const tell = useTell()
  const input = useRef<HTMLInputElement>(null)
  const read = useMutation({
    mutationFn: async (file: File) =>
      (await tell<{ readonly rows: readonly (readonly string[])[] }>('/api/batches/sheet', { method: 'POST', file })).rows,
    onSuccess: (cells) => {
      const columns = columnsOf(fields, content.perRow)
      const people = arranged(cells, columns, fields)
      const rows = content.rows.filter((row) => !isEmpty(row))
      change({ rows: pasted(rows, { row: rows.length, column: 0 }, people, columns) })
    },
  })
  return (
    <>
      <input
        ref={input}
        type="file"
        className="hidden-file"
        aria-label={t('batch.file')}
        accept=".xlsx"
        tabIndex={-1}
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file !== undefined) read.mutate(file)
          target.value = ''
        }}
      />
      <Button loading={read.isPending} onClick={() => input.current?.click()}>
        {t('batch.file')}
      </Button>
      {read.error !== null && <Refusal error={read.error} />}
      {read.data?.length === 0 && (
        <Alert type="warning" showIcon title={t('batch.badFile')} description={t('nextStep', { next: t('batch.badFileNext') })} />
      )}
    </>
  )
}
