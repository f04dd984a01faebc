import { Alert, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { AsOf } from '../../parts/tags/as-of.js'
import { Asked } from '../../parts/asked.js'
import { SteadyList } from '../../parts/live/steady-list.js'
import { ageText, timeText } from '../../parts/times.js'
import type { NoticeLine } from '../shapes.js'

/** 待致电: notices a station below has not opened for four open hours, with the number to ring. */
export function ToRing() {
  const { t } = useTranslation()
  const query = useAnswer<{ readonly asOfMs: number; readonly notices: readonly NoticeLine[] }>('/api/notices?toRing=true')
  return (
    <>
      <Alert type="info" showIcon title={t('work.ringHint')} style={{ marginBottom: 12 }} />
      <Asked query={query}>
        {({ notices, asOfMs }) => (
          <>
            <SteadyList asked={'ring'} query={query} rows={notices} keyOf={({ caseId, sequence }) => `${caseId} ${sequence}`}>
              {(rows) => (
                <Table
                  aria-label={t('work.view.ring')}
                  rowKey={({ caseId, sequence }) => `${caseId} ${sequence}`}
                  size="middle"
                  pagination={false}
                  locale={{ emptyText: t('work.nobodyToRing') }}
                  dataSource={[...rows]}
                  columns={[
                    { title: t('work.place'), render: (_, { place }) => place.name },
                    {
                      title: t('work.phone'),
                      className: 'number',
                      render: (_, { phone }) => (phone === null ? t('work.noPhone') : <a href={`tel:${phone}`}>{phone}</a>),
                    },
                    { title: t('work.notice'), render: (_, { kind }) => t(`notice.${kind}`) },
                    {
                      title: t('cases.number'),
                      render: (_, { caseId, number }) => (
                        <Link className="number" to={`/cases/${caseId}?view=told`}>
                          {number}
                        </Link>
                      ),
                    },
                    { title: t('cases.item'), dataIndex: 'itemName' },
                    { title: t('tellings.issued'), className: 'number', render: (_, { issuedMs }) => timeText(issuedMs) },
                    { title: t('network.age'), render: (_, { age }) => ageText(t, age) },
                  ]}
                />
              )}
            </SteadyList>
            <AsOf ms={asOfMs} />
          </>
        )}
      </Asked>
    </>
  )
}
