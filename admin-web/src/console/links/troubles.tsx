import { Button, Descriptions, Empty, Flex, Table, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import type { HeldList, ParkedLine, ParkedList } from '../../parts/shapes.js'
import { Refusal } from '../../parts/refusal.js'
import { ageText } from '../../parts/times.js'
import { useAct } from '../enrolment/use-act.js'
import '../network/words.js'

/** What came and could not be taken in: waiting for an earlier record, or parked with a reason. */
export function Troubles() {
  const { t } = useTranslation()
  const parked = useAnswer<ParkedList>('/api/parked')
  const held = useAnswer<HeldList>('/api/held')
  return (
    <Flex vertical gap={16}>
      <Part title={t('network.parked')}>
        <Typography.Paragraph type="secondary">{t('network.parkedHint')}</Typography.Paragraph>
        <Asked query={parked}>{(answer) => <ParkedTable lines={answer.parked} />}</Asked>
      </Part>
      <Part title={t('network.held')}>
        <Typography.Paragraph type="secondary">{t('network.heldHint')}</Typography.Paragraph>
        <Asked query={held}>{(answer) => <HeldTable held={answer.held} />}</Asked>
      </Part>
    </Flex>
  )
}

function CaseLink({ caseId }: { readonly caseId: string | null }) {
  const { t } = useTranslation()
  return caseId === null ? t('none') : <Link to={`/cases/${caseId}`}>{caseId.slice(0, 8)}</Link>
}

function ParkedTable({ lines }: { readonly lines: readonly ParkedLine[] }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  if (lines.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('network.noTroubles')} />
  return (
    <Table
      aria-label={t('network.parkedTable')}
      rowKey="id"
      size="small"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={[...lines]}
      expandable={{ expandedRowRender: (line) => <ParkedDetails line={line} /> }}
      columns={[
        { title: t('network.from'), render: (_, { from }) => from.name },
        { title: t('network.case'), render: (_, { caseId }) => <CaseLink caseId={caseId} /> },
        {
          title: t('network.reason'),
          render: (_, { code }) => `${faults[code]?.title ?? code}${t('semicolon')}${faults[code]?.next ?? ''}`,
        },
        { title: t('network.age'), render: (_, { age }) => ageText(t, age) },
        { title: '', align: 'end', render: (_, { id }) => <TryAgain id={id} /> },
      ]}
    />
  )
}

/** One record is taken up again: it settles, or stays with the reason it has now. */
function TryAgain({ id }: { readonly id: number }) {
  const { t } = useTranslation()
  const again = useAct(`/api/parked/${id}/retry`, () => {})
  return (
    <Flex vertical gap={4} align="end">
      <Button size="small" loading={again.isPending} onClick={() => again.mutate({})}>
        {t('net.retry')}
      </Button>
      {again.error !== null && <Refusal error={again.error} />}
    </Flex>
  )
}

function ParkedDetails({ line: { code, detail, kind, kindNumber, tries } }: { readonly line: ParkedLine }) {
  const { t } = useTranslation()
  const items = [
    { key: 'code', label: t('network.code'), children: code },
    { key: 'kind', label: t('network.kind'), children: kind ?? kindNumber },
    { key: 'detail', label: t('network.detail'), children: `${detail} (${t('network.tries', { count: tries })})` },
  ]
  return <Descriptions size="small" column={2} items={items} />
}

function HeldTable({ held }: Pick<HeldList, 'held'>) {
  const { t } = useTranslation()
  if (held.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('network.noTroubles')} />
  return (
    <Table
      aria-label={t('network.heldTable')}
      rowKey={({ caseId, sequence }) => `${caseId} ${sequence}`}
      size="small"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={[...held]}
      columns={[
        { title: t('network.from'), render: (_, { from }) => from.name },
        { title: t('network.case'), render: (_, { caseId }) => <CaseLink caseId={caseId} /> },
        { title: t('network.sequence'), dataIndex: 'sequence' },
        { title: t('network.age'), render: (_, { age }) => ageText(t, age) },
      ]}
    />
  )
}
