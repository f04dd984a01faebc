import { Button, Flex, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { ExportLink } from '../../parts/lists/export-link.js'
import { Part } from '../../parts/part.js'
import { ageText } from '../../parts/times.js'
import type { NoticeLine, RequestLine } from '../shapes.js'
import { TellNotice } from './tell-notice.js'

interface Notices {
  readonly asOfMs: number
  readonly notices: readonly NoticeLine[]
}

/** 待告知: sent is not told; each is gone from here once somebody was told. */
export function Notices() {
  const { t } = useTranslation()
  const [chosen, choose] = useState<NoticeLine | null>(null)
  const query = useAnswer<Notices>('/api/notices')
  const requests = useAnswer<{ readonly requests: readonly RequestLine[] }>('/api/requests?limit=200')
  const told = (requests.data?.requests ?? []).filter(({ act }) => act === 'tell-notice').map(({ caseId }) => caseId)
  return (
    <Part title={t('today.notices')}>
      <Asked query={query}>
        {({ notices }) =>
          notices.length === 0 ? (
            <Typography.Text type="secondary">{t('today.noNotices')}</Typography.Text>
          ) : (
            <>
              <ul className="lines">
                {notices.map((notice) => (
                  <NoticeRow
                    key={`${notice.caseId} ${notice.sequence}`}
                    notice={notice}
                    isTold={told.includes(notice.caseId)}
                    onTell={() => choose(notice)}
                  />
                ))}
              </ul>
              <ExportLink list="notices" />
            </>
          )
        }
      </Asked>
      {chosen !== null && (
        <TellNotice
          notice={chosen}
          nowMs={query.data?.asOfMs ?? chosen.issuedMs}
          done={() => {
            choose(null)
            void Promise.all([query.refetch(), requests.refetch()])
          }}
          close={() => choose(null)}
        />
      )}
    </Part>
  )
}

interface RowProps {
  readonly notice: NoticeLine
  readonly isTold: boolean
  readonly onTell: () => void
}

function NoticeRow({ notice: { caseId, kind, itemName, number, age, phone }, isTold, onTell }: RowProps) {
  const { t } = useTranslation()
  const name = `${t(`notice.${kind}`)} · ${itemName}`
  return (
    <li>
      <Flex vertical style={{ minWidth: 0 }}>
        <Link to={`/cases/${caseId}`}>{name}</Link>
        <Typography.Text type="secondary" className="number">
          {[number, phone].filter((word) => word !== null).join(' · ')}
        </Typography.Text>
      </Flex>
      <Flex gap={8} align="center">
        <Tag color="orange">{t('today.waits', { age: ageText(t, age) })}</Tag>
        {isTold ? (
          <Tag color="blue">{t('today.toldSent')}</Tag>
        ) : (
          <Button type="primary" aria-label={`${t('today.told')} ${number}`} onClick={onTell}>
            {t('today.told')}
          </Button>
        )}
      </Flex>
    </li>
  )
}
