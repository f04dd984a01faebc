import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { StageTag } from '../../parts/tags/case-tags.js'
import { timeText } from '../../parts/times.js'
import { blankContent } from '../draft/content.js'
import { sheetsText } from '../papers/sheets.js'
import { type Row, Rows } from '../rows.js'
import type { Draft } from '../shapes.js'
import { useTell } from '../tell.js'
import type { Scanned } from './scanned.js'

/** What is known, from the best to the least: the case itself, what its holder may know, what the paper says. */
export function ScanAnswer({ found }: { readonly found: Scanned }) {
  const { t } = useTranslation()
  const { cases, shown, receipt, bag } = found
  return (
    <Flex vertical gap={16} role="status">
      {bag !== null && (
        <Alert
          type="info"
          showIcon
          title={t('scan.bag')}
          action={<Link to={`/bags?bag=${encodeURIComponent(bag)}`}>{t('scan.openBag', { bag })}</Link>}
        />
      )}
      {cases.length > 0 && <Cases cases={cases} />}
      {bag === null && <Missing found={found} />}
      {shown !== null && <Shown shown={shown} />}
      {receipt !== null && <Paper receipt={receipt} isAlone={cases.length === 0 && shown === null} />}
    </Flex>
  )
}

function Cases({ cases }: Pick<Scanned, 'cases'>) {
  const { t } = useTranslation()
  return (
    <Part title={t('scan.cases')}>
      <ul className="lines">
        {cases.map(({ caseId, number, item, stage }) => (
          <li key={caseId}>
            <Flex gap={12} align="center">
              <strong>{item.name}</strong>
              <StageTag stage={stage} />
            </Flex>
            <Link to={`/cases/${caseId}`}>{t('scan.open', { number })}</Link>
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** Why there is nothing more to say, with what to do. */
function Missing({ found: { cases, shown, receipt, absent } }: { readonly found: Scanned }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  if (cases.length > 0) return null
  if (absent === null && shown !== null) return <Alert type="info" showIcon title={t('scan.elsewhere')} />
  if (absent === null) return <Alert type="warning" showIcon title={t(receipt === null ? 'scan.noCode' : 'scan.wrongCode')} />
  const reason = faults[absent]
  return (
    <Alert
      type="warning"
      showIcon
      title={reason?.title ?? t('scan.notHere')}
      description={
        <>
          <div>{t('nextStep', { next: reason?.next ?? '' })}</div>
          {receipt !== null && <div>{t('scan.onlyPaper')}</div>}
        </>
      }
    />
  )
}

function Shown({ shown }: { readonly shown: NonNullable<Scanned['shown']> }) {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const rows: readonly Row[] = [
    [t('scan.item'), shown.item],
    [t('scan.state'), t('scan.since', { state: shown.state[language], time: timeText(shown.sinceMs) })],
    [t('scan.nextStep'), shown.next[language]],
    [t('scan.ring'), shown.ring.map(({ name, phone }) => `${name} ${phone}`.trim()).join(t('semicolon'))],
  ]
  return (
    <Part title={t('scan.state')}>
      <div className="sheet" style={{ border: 0, padding: 0 }}>
        <Rows rows={rows} />
      </div>
    </Part>
  )
}

type Receipt = NonNullable<Scanned['receipt']>

function Paper({ receipt, isAlone }: { readonly receipt: Receipt; readonly isAlone: boolean }) {
  const { t } = useTranslation()
  const { item, registeredMs, papers } = receipt
  const rows: readonly Row[] = [
    [t('scan.item'), t('scan.itemVersion', { name: item.name ?? item.id, version: item.version })],
    [t('scan.registered'), timeText(registeredMs)],
    [
      t('scan.papers'),
      papers.length === 0 ? t('scan.noPapers') : papers.map((paper) => paperText(t, paper)).join(t('semicolon')),
    ],
  ]
  return (
    <Part title={t('scan.receipt')}>
      <div className="sheet" style={{ border: 0, padding: 0 }}>
        <Rows rows={rows} />
      </div>
      {isAlone && item.offered && <Again receipt={receipt} />}
    </Part>
  )
}

function paperText(t: TFunction, { name, originals, copies, scan }: Receipt['papers'][number]): string {
  const sheets = originals + copies > 0 ? [sheetsText(t, { originals, copies })] : []
  return `${name}${t('colon')}${[...sheets, ...(scan ? [t('scan.scanned')] : [])].join(' ')}`
}

/** Where every machine that had the case is gone, the villager's paper begins it again. */
function Again({ receipt: { item } }: { readonly receipt: Receipt }) {
  const { t } = useTranslation()
  const tell = useTell()
  const navigate = useNavigate()
  const open = useMutation({
    mutationFn: () =>
      tell<Draft>('/api/drafts', {
        method: 'POST',
        body: { item: item.id, title: item.name ?? item.id, content: blankContent() },
      }),
    onSuccess: ({ id }) => navigate(`/new/${id}`),
  })
  return (
    <Flex vertical gap={8} style={{ marginTop: 12 }}>
      {open.error !== null && <Refusal error={open.error} />}
      <span>{t('scan.againHint')}</span>
      <div>
        <Button disabled={open.isPending} onClick={() => open.mutate()}>
          {t('scan.again')}
        </Button>
      </div>
    </Flex>
  )
}
