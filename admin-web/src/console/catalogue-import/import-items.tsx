import { useQuery } from '@tanstack/react-query'
import { Button, Flex, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../../counter/tell.js'
import { Asked } from '../../parts/asked.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { useWish } from '../catalogue/address.js'
import type { ImportRun } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'
import { FileChoice } from './file-choice.js'
import { RunView } from './run-view.js'

/** 导入事项: a file is checked whole before anything of it is taken; its check is named in the address and outlives a reload. */
export function ImportItems() {
  const [wish, change] = useWish()
  const run = wish['run'] ?? ''
  return (
    <Flex vertical gap={16}>
      <Choose started={({ id }) => change({ run: id })} />
      {run !== '' && <Run key={run} id={run} />}
    </Flex>
  )
}

function Choose({ started }: { readonly started: (run: ImportRun) => void }) {
  const { t } = useTranslation()
  const [file, choose] = useState<File | null>(null)
  const [mapping, chooseMapping] = useState<File | null>(null)
  const [from, setFrom] = useState('')
  const send = useAct<ImportRun>(started)
  const go = () => {
    if (file === null) return
    const query = new URLSearchParams({ name: file.name, ...(from !== '' && { from }) })
    send.mutate({
      path: `/api/catalogue/imports?${query}`,
      file: new Blob(mapping === null ? [file] : [file, mapping]),
      headers: { 'x-mapping-bytes': String(mapping?.size ?? 0) },
    })
  }
  return (
    <Part title={t('catalogue.import.choose')}>
      <Flex vertical gap={12}>
        <span>{t('catalogue.import.means')}</span>
        <FileChoice label={t('catalogue.import.file')} accept=".xlsx,.json" file={file} choose={choose} />
        <FileChoice label={t('catalogue.import.mapping')} accept=".json" file={mapping} choose={chooseMapping} />
        <label>
          {t('catalogue.import.from')}{' '}
          <Input type="date" style={{ width: 170 }} value={from} onChange={({ target }) => setFrom(target.value)} />
        </label>
        <div>
          <Button type="primary" disabled={file === null} loading={send.isPending} onClick={go}>
            {t('catalogue.import.check')}
          </Button>
        </div>
        {send.error !== null && <Refusal error={send.error} />}
      </Flex>
    </Part>
  )
}

const quickMs = 400

function Run({ id }: { readonly id: string }) {
  const tell = useTell()
  const query = useQuery({
    queryKey: [`/api/catalogue/imports/${id}`],
    queryFn: () => tell<ImportRun>(`/api/catalogue/imports/${id}`, {}),
    refetchInterval: ({ state }) => (state.data?.phase === 'reading' || state.data?.phase === 'checking' ? quickMs : false),
  })
  return <Asked query={query}>{(run) => <RunView run={run} />}</Asked>
}
