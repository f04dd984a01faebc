import type { AUDIT_FOUND } from '@liandong/core/http/audit/routes.js'
import { Button, Empty, Flex, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Static } from 'typebox'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { exactTimeText } from '../../parts/times.js'
import { ExportButton } from './export-button.js'
import { type AuditFilter, pathOf, useAuditFilter } from './filter.js'
import { FilterBar } from './filter-bar.js'

type Found = Static<typeof AUDIT_FOUND>
type Line = Found['entries'][number]
type Change = (change: Partial<AuditFilter>) => void

/** Entries as filtered, the newest first. */
export function Entries() {
  const { t } = useTranslation()
  const isAuditor = useSeat().session.roles.some(({ role }) => role === 'auditor')
  const [filter, change] = useAuditFilter()
  const query = useAnswer<Found>(pathOf(filter))
  return (
    <Part title={t('audit.table')}>
      <Flex vertical gap={12}>
        <FilterBar filter={filter} change={change} />
        {isAuditor && <ExportButton filter={filter} />}
        <Asked query={query}>
          {({ entries, next }) => (
            <>
              {entries.length === 0 ? (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('audit.none')} />
              ) : (
                <EntryTable entries={entries} change={change} />
              )}
              <Turning after={filter.after} next={next} change={change} />
            </>
          )}
        </Asked>
      </Flex>
    </Part>
  )
}

function EntryTable({ entries, change }: { readonly entries: readonly Line[]; readonly change: Change }) {
  const { t } = useTranslation()
  return (
    <Table
      aria-label={t('audit.table')}
      rowKey={({ site, sequence, atMs }) => `${site.id} ${sequence} ${atMs}`}
      size="small"
      pagination={false}
      tableLayout="fixed"
      dataSource={[...entries]}
      columns={[
        { title: t('audit.at'), width: 165, className: 'number', render: (_, { atMs }) => exactTimeText(atMs) },
        {
          title: t('audit.who'),
          width: 130,
          render: (_, { person }) =>
            person === null ? (
              t('audit.nobody')
            ) : (
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => change({ person: person.id })}>
                {person.name}
              </Button>
            ),
        },
        { title: t('audit.kind'), width: 80, render: (_, { kind }) => t(`audit.kinds.${kind}`) },
        { title: t('audit.what'), render: (_, { subject }) => <Subject subject={subject} /> },
        { title: t('audit.outcome'), width: 150, render: (_, line) => <Outcome line={line} /> },
        { title: t('audit.reason'), render: (_, { reason }) => <span className="key-in-text">{reason ?? t('none')}</span> },
        { title: t('audit.site'), width: 130, render: (_, { site, place }) => place?.name ?? site.name },
      ]}
    />
  )
}

/** A case is opened from here by whoever may. */
function Subject({ subject }: { readonly subject: string }) {
  const caseId = /^case ([0-9a-f]{32})$/.exec(subject)?.[1]
  if (caseId === undefined) return <span className="key-in-text">{subject}</span>
  return <Link to={`/cases/${caseId}`}>{`case ${caseId.slice(0, 8)}…`}</Link>
}

function Outcome({ line: { outcome, count } }: { readonly line: Line }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const words = outcome === 'done' ? t('audit.outcomes.done') : (faults[outcome]?.title ?? outcome)
  return (
    <Flex gap={4} wrap>
      {outcome === 'done' ? <Tag color="green">{words}</Tag> : <span>{words}</span>}
      {count > 1 && <Tag>{t('audit.times', { count })}</Tag>}
    </Flex>
  )
}

interface TurningProps {
  readonly after: readonly string[]
  readonly next: string | null
  readonly change: Change
}

function Turning({ after, next, change }: TurningProps) {
  const { t } = useTranslation()
  if (after.length === 0 && next === null) return null
  return (
    <Flex justify="flex-end" align="center" gap={12} style={{ marginTop: 16 }}>
      <Button disabled={after.length === 0} onClick={() => change({ after: after.slice(0, -1) })}>
        {t('audit.previous')}
      </Button>
      <span>{t('audit.page', { page: after.length + 1 })}</span>
      <Button disabled={next === null} onClick={() => change({ after: next === null ? after : [...after, next] })}>
        {t('audit.next')}
      </Button>
    </Flex>
  )
}
