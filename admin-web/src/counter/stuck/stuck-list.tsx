import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Asked } from '../../parts/asked.js'
import { CaseNumber } from '../../parts/case/case-number.js'
import { SteadyList } from '../../parts/live/steady-list.js'
import { Part } from '../../parts/part.js'
import type { CaseList } from '../../parts/shapes.js'
import { StageTag } from '../../parts/tags/case-tags.js'
import { DueTag } from '../../parts/tags/due-tag.js'
import { StuckDialog } from './stuck-dialog.js'

/** What was reported and how far it is, newest first. */
export function StuckList({ query }: { readonly query: UseQueryResult<CaseList> }) {
  const { t } = useTranslation()
  const [opened, open] = useState<string | null>(null)
  return (
    <Part title={t('stuck.list')}>
      <Asked query={query}>
        {({ cases, asOfMs }) => (
          <SteadyList asked="stuck" query={query} rows={cases} keyOf={({ caseId }) => caseId}>
            {(rows) => (
              <Table
                aria-label={t('stuck.list')}
                rowKey="caseId"
                size="small"
                pagination={{ pageSize: 15, hideOnSinglePage: true }}
                locale={{ emptyText: t('stuck.empty') }}
                dataSource={[...rows]}
                columns={[
                  { title: t('stuck.number'), render: (_, line) => <CaseNumber line={line} /> },
                  { title: t('stuck.place'), render: (_, { originPlace }) => originPlace.name },
                  { title: t('stuck.stage'), render: (_, { stage }) => <StageTag stage={stage} /> },
                  { title: t('stuck.due'), render: (_, { promisedDue }) => <DueTag date={promisedDue} asOfMs={asOfMs} /> },
                  {
                    title: '',
                    render: (_, { caseId, number }) => (
                      <Button size="small" aria-label={t('stuck.openOne', { number })} onClick={() => open(caseId)}>
                        {t('stuck.open')}
                      </Button>
                    ),
                  },
                ]}
              />
            )}
          </SteadyList>
        )}
      </Asked>
      {opened !== null && <StuckDialog caseId={opened} close={() => open(null)} />}
    </Part>
  )
}
