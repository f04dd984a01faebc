import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Empty, Flex, Table, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Refusal } from '../../parts/refusal.js'
import { ageText, timeText } from '../../parts/times.js'
import type { RequestLine } from '../shapes.js'
import { newId, useTell } from '../tell.js'
import { TellNotice } from '../today/tell-notice.js'
import type { VillageNotice, Villages } from './shapes.js'
import { WhomToRing } from './village-table.js'

type Whom = 'applicant' | 'household'

interface Props {
  readonly villages: Villages
  readonly done: () => void
}

/** 待致电: who is to be rung, since when, and one click that records who was told by phone. */
export function VillageNotices({ villages: { villages, notices, asOfMs }, done }: Props) {
  const { t } = useTranslation()
  const [other, choose] = useState<VillageNotice | null>(null)
  const {
    told,
    told: { error },
    isSent,
    last,
  } = useTold(asOfMs, done)
  const requested = useAnswer<{ readonly requests: readonly RequestLine[] }>('/api/requests?limit=200')
  const waiting = (requested.data?.requests ?? []).filter(({ act }) => act === 'tell-notice').map(({ caseId }) => caseId)
  if (notices.length === 0 && last === null) return <Empty description={t('town.noNotices')} />
  return (
    <Flex vertical gap={12}>
      <div role="status">
        {last !== null && <Alert type="success" showIcon title={t('town.done', { number: last.number })} />}
      </div>
      {error !== null && <Refusal error={error} />}
      <NoticeTable
        villages={villages}
        notices={notices}
        isTold={(notice) => isSent(notice) || waiting.includes(notice.caseId)}
        record={(notice) => (
          <Record
            notice={notice}
            busy={told.isPending}
            tell={(whom) => told.mutate({ notice, whom })}
            other={() => choose(notice)}
          />
        )}
      />
      {other !== null && (
        <TellNotice notice={other} nowMs={asOfMs} close={() => choose(null)} done={() => (choose(null), done())} />
      )}
    </Flex>
  )
}

interface TableProps extends Pick<Villages, 'villages' | 'notices'> {
  readonly isTold: (notice: VillageNotice) => boolean
  readonly record: (notice: VillageNotice) => ReactNode
}

function NoticeTable({ villages, notices, isTold, record }: TableProps) {
  const { t } = useTranslation()
  return (
    <Table
      aria-label={t('town.view.ring')}
      rowKey={({ caseId, sequence }) => `${caseId} ${sequence}`}
      size="small"
      pagination={false}
      locale={{ emptyText: t('town.noNotices') }}
      dataSource={[...notices].sort((a, b) => Number(b.toRing) - Number(a.toRing) || a.issuedMs - b.issuedMs)}
      columns={[
        { title: t('town.place'), render: (_, { place }) => place.name },
        { title: t('town.ringWhom'), render: (_, notice) => <Ring notice={notice} villages={villages} /> },
        { title: t('town.notice'), render: (_, notice) => <What notice={notice} /> },
        { title: t('town.waited'), width: 190, render: (_, notice) => <Waited notice={notice} /> },
        {
          title: t('town.record'),
          width: 210,
          render: (_, notice) => (isTold(notice) ? <Tag color="blue">{t('town.recorded')}</Tag> : record(notice)),
        },
      ]}
    />
  )
}

function Waited({ notice: { age, toRing, openedMs } }: { readonly notice: VillageNotice }) {
  const { t } = useTranslation()
  return (
    <Flex vertical gap={4} align="start">
      <span>{ageText(t, age)}</span>
      {toRing && <Tag color="red">{t('town.ringNow')}</Tag>}
      <Tag color={openedMs === null ? 'orange' : 'green'}>{t(openedMs === null ? 'town.notOpened' : 'town.opened')}</Tag>
    </Flex>
  )
}

function useTold(nowMs: number, done: () => void) {
  const tell = useTell()
  const [sent, note] = useState<readonly VillageNotice[]>([])
  const told = useMutation({
    mutationFn: ({ notice: { caseId, sequence, kind }, whom }: { readonly notice: VillageNotice; readonly whom: Whom }) =>
      tell(`/api/cases/${caseId}/acts`, {
        method: 'POST',
        body: {
          requestId: newId(),
          act: { act: 'tell-notice', notice: sequence, kind, whom, how: 'phone', toldMs: nowMs, record: null },
        },
      }),
    onSuccess: (_, { notice }) => {
      note([...sent, notice])
      done()
    },
  })
  const isSent = ({ caseId, sequence }: VillageNotice) =>
    sent.some((each) => each.caseId === caseId && each.sequence === sequence)
  return { told, isSent, last: sent.at(-1) ?? null }
}

function Ring({ notice, villages }: { readonly notice: VillageNotice; readonly villages: Villages['villages'] }) {
  const village = villages.find(({ place }) => place.id === notice.place.id)
  return <WhomToRing village={village ?? { phone: notice.phone, people: [] }} />
}

function What({ notice: { kind, itemName, caseId, number, issuedMs } }: { readonly notice: VillageNotice }) {
  const { t } = useTranslation()
  return (
    <Flex vertical>
      <span>
        {t(`notice.${kind}`)} · {itemName}
      </span>
      <Link className="number" to={`/cases/${caseId}?view=told`}>
        {number}
      </Link>
      <span className="number">
        {t('town.issued')} {timeText(issuedMs)}
      </span>
    </Flex>
  )
}

interface RecordProps {
  readonly notice: VillageNotice
  readonly busy: boolean
  readonly tell: (whom: Whom) => void
  readonly other: () => void
}

function Record({ notice: { number }, busy, tell, other }: RecordProps) {
  const { t } = useTranslation()
  return (
    <Flex vertical gap={4} align="start" role="group" aria-label={`${t('town.record')} ${number}`}>
      <Button
        type="primary"
        size="small"
        disabled={busy}
        aria-label={`${t('town.toldApplicant')} ${number}`}
        onClick={() => tell('applicant')}
      >
        {t('town.toldApplicant')}
      </Button>
      <Button size="small" disabled={busy} aria-label={`${t('town.toldHousehold')} ${number}`} onClick={() => tell('household')}>
        {t('town.toldHousehold')}
      </Button>
      <Button
        size="small"
        type="link"
        style={{ padding: 0 }}
        disabled={busy}
        aria-label={`${t('town.toldOther')} ${number}`}
        onClick={other}
      >
        {t('town.toldOther')}
      </Button>
    </Flex>
  )
}
