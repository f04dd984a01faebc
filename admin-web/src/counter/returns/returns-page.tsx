import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Flex } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Waiting } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { newId, useTell } from '../tell.js'
import { Fitting, Unfitting } from './row-tables.js'
import type { Applied, ReturnRow, Returns } from './shapes.js'
import { knowReturnWords } from './words.js'

knowReturnWords()

/** 外部返回清单: looked at first, then noted; what fits nothing stays listed. */
export function ReturnsPage() {
  const { t } = useTranslation()
  const [file, take] = useState<{ readonly name: string; readonly requestId: string } | null>(null)
  const match = useMatch()
  return (
    <>
      <Heading title={t('returns.title')} asOfMs={null} />
      <Flex vertical gap={16}>
        <nav>
          <Link to="/worklist?view=outside">{t('work.view.outside')}</Link>
        </nav>
        <Card styles={{ body: { padding: 16 } }}>
          <Flex vertical gap={12} align="start">
            <span>{t('returns.lead')}</span>
            <Flex gap={12} align="center">
              <FileButton
                hasFile={file !== null}
                onFile={(chosen) => {
                  take({ name: chosen.name, requestId: newId() })
                  match.mutate(chosen)
                }}
              />
              <strong>{file?.name}</strong>
            </Flex>
          </Flex>
        </Card>
        {match.isPending && <Waiting />}
        {match.error !== null && <Refusal error={match.error} />}
        {match.data !== undefined && !match.isPending && file !== null && (
          <Matched key={file.requestId} rows={match.data.rows} requestId={file.requestId} />
        )}
      </Flex>
    </>
  )
}

function useMatch() {
  const tell = useTell()
  return useMutation({ mutationFn: (file: File) => tell<Returns>('/api/outside/returns', { method: 'POST', file }) })
}

function FileButton({ hasFile, onFile }: { readonly hasFile: boolean; readonly onFile: (file: File) => void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button type={hasFile ? 'default' : 'primary'} onClick={() => input.current?.click()}>
        {t(hasFile ? 'returns.another' : 'returns.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-hidden
        tabIndex={-1}
        accept=".xlsx"
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file !== undefined) onFile(file)
          // The same file may be sent again once it is corrected.
          target.value = ''
        }}
      />
    </>
  )
}

interface Props {
  readonly rows: readonly ReturnRow[]
  readonly requestId: string
}

function Matched({ rows, requestId }: Props) {
  const { t } = useTranslation()
  const apply = useApply(requestId)
  const fitting = rows.filter(({ problem }) => problem === null)
  const unfitting = rows.filter(({ problem }) => problem !== null)
  const done = apply.data?.rows.filter(({ outcome }) => outcome !== 'refused').length ?? 0
  return (
    <>
      <Part title={t('returns.matched', { count: fitting.length })}>
        <Flex vertical gap={12}>
          <div role="status">
            {apply.data !== undefined && (
              <Alert type="success" showIcon title={t('returns.applied', { count: done })} description={t('returns.stay')} />
            )}
          </div>
          {apply.error !== null && <Refusal error={apply.error} />}
          <Fitting rows={fitting} applied={apply.data?.rows ?? null} />
          {apply.data === undefined && (
            <div>
              <Button
                type="primary"
                size="large"
                disabled={fitting.length === 0 || apply.isPending}
                onClick={() => apply.mutate(fitting)}
              >
                {t('returns.apply', { count: fitting.length })}
              </Button>
            </div>
          )}
        </Flex>
      </Part>
      <Part title={t('returns.unmatched', { count: unfitting.length })}>
        <Unfitting rows={unfitting} />
      </Part>
    </>
  )
}

/** Under the id of the file: a press repeated after a broken answer notes nothing twice. */
function useApply(requestId: string) {
  const tell = useTell()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (rows: readonly ReturnRow[]) =>
      tell<Applied>('/api/outside/returns/apply', { method: 'POST', body: { requestId, rows: rows.flatMap(toApply) } }),
    onSuccess: () => client.invalidateQueries(),
  })
}

function toApply({ row, match, state, externalNumber, date }: ReturnRow): readonly object[] {
  if (match === null || state === null) return []
  const { caseId, step, system } = match
  return [{ row, caseId, step, system, externalNumber: externalNumber === '' ? null : externalNumber, state, date }]
}
