import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Empty, Flex, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askFile } from '../../parts/api.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import type { CasePage } from '../../parts/shapes.js'
import { paperName } from './case-papers.js'

/** Data of the case that the page shows as words. */
const SHOWN_AS_WORDS = new Set(['applicant', 'form'])

interface Opened {
  readonly hash: string
  readonly type: string
  /** An address that only this page knows and that is gone with it; nothing in it is ever run. */
  readonly url: string
}

/** 材料: a picture beside the form; whatever is no picture is handed out as a file and opened by the PC's own program. */
export function PaperViewer({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const papers = page.papers.filter(({ what, state }) => !SHOWN_AS_WORDS.has(what) && state === 'held')
  const [isLarge, enlarge] = useState(false)
  const { opened, open, error, isPending } = useOpened(page.line.caseId)
  return (
    <Part title={t('review.papers')}>
      {papers.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('review.noPapers')} />}
      {page.masked && papers.length > 0 && <Alert type="info" showIcon title={t('review.maskedPapers')} />}
      <Flex vertical gap={12}>
        {papers.length > 0 && (
          <Radio.Group
            aria-label={t('review.papers')}
            optionType="button"
            disabled={isPending || page.masked}
            value={opened?.hash ?? null}
            options={papers.map((paper) => ({ value: paper.hash, label: paperName(t, paper, page) }))}
            onChange={({ target }) => open(String(target.value))}
          />
        )}
        {error !== null && <Refusal error={error} />}
        {opened !== null && (
          <Shown opened={opened} isLarge={isLarge} enlarge={() => enlarge(!isLarge)} name={nameOf(opened.hash)} />
        )}
      </Flex>
    </Part>
  )

  function nameOf(hash: string): string {
    const paper = papers.find((each) => each.hash === hash)
    return paper === undefined ? '' : paperName(t, paper, page)
  }
}

interface ShownProps {
  readonly opened: Opened
  readonly name: string
  readonly isLarge: boolean
  readonly enlarge: () => void
}

function Shown({ opened: { hash, type, url }, name, isLarge, enlarge }: ShownProps) {
  const { t } = useTranslation()
  const isPicture = type.startsWith('image/')
  return (
    <Flex vertical gap={8}>
      <Flex gap={12} align="center">
        <Button href={url} download={`${hash.slice(0, 12)}${endings[type] ?? ''}`} aria-label={t('review.save', { name })}>
          {t('review.save', { name })}
        </Button>
        {isPicture && <Button onClick={enlarge}>{t(isLarge ? 'review.smaller' : 'review.larger')}</Button>}
      </Flex>
      {isPicture ? (
        <div className="picture" tabIndex={0} role="region" aria-label={name}>
          <img src={url} alt={name} style={{ width: isLarge ? '200%' : '100%' }} />
        </div>
      ) : (
        <Alert type="info" showIcon title={t('review.noPicture')} />
      )}
    </Flex>
  )
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/ofd': '.ofd',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
}

function useOpened(caseId: string) {
  const { desk } = useSeat()
  const { language } = useTranslation().i18n
  const [opened, show] = useState<Opened | null>(null)
  useEffect(() => () => (opened === null ? undefined : URL.revokeObjectURL(opened.url)), [opened])
  const read = useMutation({
    mutationFn: (hash: string) => askFile(`/api/cases/${caseId}/papers/${hash}`, { desk, language }),
    onSuccess: (file, hash) => show({ hash, type: file.type.split(';')[0] ?? '', url: URL.createObjectURL(file) }),
    onError: () => show(null),
  })
  return { opened, open: (hash: string) => read.mutate(hash), error: read.error, isPending: read.isPending }
}
