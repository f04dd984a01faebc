import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { Differences } from '../catalogue/differences.js'
import type { BaseImported } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'
import { FileChoice } from './file-choice.js'

/** What a base list's file holds: entries, and the ids of those that are no more. */
interface BaseFile {
  readonly entries: readonly unknown[]
  readonly cancelled?: readonly string[]
}

/** 导入基本目录: tried first, with every entry it changes and every item it would meet; then published to all gateways. */
export function BaseImport() {
  const { t } = useTranslation()
  const [file, choose] = useState<File | null>(null)
  const [tried, keep] = useState<BaseFile | null>(null)
  const read = useMutation({ mutationFn: readFile, onSuccess: (content) => trying.mutate(requestOf(content, true)) })
  const trying = useAct<BaseImported>(() => keep(read.data ?? null))
  const publish = useAct<BaseImported>(() => keep(null))
  const answer = publish.data ?? trying.data
  const pick = (next: File | null) => {
    choose(next)
    keep(null)
    publish.reset()
    trying.reset()
    read.reset()
  }
  return (
    <Part title={t('catalogue.import.views.base')}>
      <Flex vertical gap={12}>
        <span>{t('catalogue.import.baseMeans')}</span>
        <FileChoice label={t('catalogue.import.baseFile')} accept=".json" file={file} choose={pick} />
        <Flex gap={8}>
          <Button
            disabled={file === null}
            loading={read.isPending || trying.isPending}
            onClick={() => file !== null && read.mutate(file)}
          >
            {t('catalogue.import.tryBase')}
          </Button>
          {tried !== null && (
            <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate(requestOf(tried, false))}>
              {t('catalogue.import.publishBase')}
            </Button>
          )}
        </Flex>
        {read.error !== null && <Alert type="error" showIcon title={t('catalogue.import.notJson')} />}
        {[trying.error, publish.error].map((error) => error !== null && <Refusal key={error.message} error={error} />)}
        {answer !== undefined && <Imported answer={answer} />}
      </Flex>
    </Part>
  )
}

async function readFile(file: File): Promise<BaseFile> {
  const content = JSON.parse(await file.text()) as BaseFile | readonly unknown[]
  return isList(content) ? { entries: content } : content
}

function isList(content: BaseFile | readonly unknown[]): content is readonly unknown[] {
  return Array.isArray(content)
}

function requestOf({ entries, cancelled = [] }: BaseFile, dryRun: boolean) {
  return { path: '/api/base-list/imports', body: { entries, cancelled, dryRun } }
}

function Imported({ answer }: { readonly answer: BaseImported }) {
  const { t } = useTranslation()
  const { added, changed, cancelled, unchanged, number } = answer
  const counts = { added: added.length, changed: changed.length, cancelled: cancelled.length, unchanged }
  return (
    <Flex vertical gap={12}>
      <Alert
        role="status"
        type={number === null ? 'info' : 'success'}
        showIcon
        title={number === null ? t('catalogue.import.wouldBe') : t('catalogue.import.isPublished', { number })}
        description={t('catalogue.import.baseCounts', counts)}
      />
      {changed.map((line) => (
        <section key={line.id} aria-label={line.name}>
          <h3 className="lines-title">{t('catalogue.import.changedEntry', { name: line.name, version: line.version })}</h3>
          <Differences differences={line.differences} label={t('catalogue.differences.of', { name: line.name })} />
          {line.affected.map(({ gateway, organ, item, follows, choices }) => (
            <div key={`${gateway.id}/${item}`}>
              {t('catalogue.import.affected', {
                gateway: gateway.name,
                organ: organ.name,
                item,
                follows: follows ?? t('none'),
                choices: choices ?? t('none'),
              })}
            </div>
          ))}
        </section>
      ))}
    </Flex>
  )
}
