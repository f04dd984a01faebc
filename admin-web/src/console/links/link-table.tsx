import { Badge, Empty, Flex, Table, type TableColumnsType, Tag, Typography } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import type { Link } from '../../parts/shapes.js'
import { ageText, exactTimeText, offsetText } from '../../parts/times.js'
import { LinkDetails } from './link-details.js'
import type { Neighbour } from './neighbours.js'

export function LinkTable({ rows }: { readonly rows: readonly Neighbour[] }) {
  const { t } = useTranslation()
  if (rows.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('network.noLinks')} />
  return (
    <Table
      aria-label={t('network.linkTable')}
      rowKey="id"
      size="middle"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      columns={columns(t)}
      dataSource={[...rows]}
      expandable={{
        rowExpandable: ({ link }) => link !== null,
        expandedRowRender: ({ link }) => link !== null && <LinkDetails link={link} />,
      }}
    />
  )
}

function columns(t: TFunction): TableColumnsType<Neighbour> {
  return [
    {
      title: t('network.peer'),
      render: (_, { name, isAbove }) => (
        <Flex gap={8}>
          <span>{name}</span>
          <Tag>{t(isAbove ? 'network.upward' : 'network.downward')}</Tag>
        </Flex>
      ),
    },
    { title: t('network.state'), render: (_, { link }) => <LinkState link={link} /> },
    {
      title: t('network.heard'),
      className: 'number',
      render: (_, { link }) => heardText(t, link?.lastHeardMs ?? null),
    },
    {
      title: t('network.offset'),
      className: 'number',
      render: (_, { link }) => (link === null || link.offset === null ? t('none') : offsetText(link.offset)),
    },
    { title: t('network.outgoing'), render: (_, { waitingCount }) => t('network.count', { count: waitingCount }) },
    { title: t('network.oldest'), render: (_, { oldest }) => (oldest === null ? t('none') : ageText(t, oldest)) },
  ]
}

function heardText(t: TFunction, heardMs: number | null): string {
  return heardMs === null ? t('network.never') : exactTimeText(heardMs)
}

/** In plain words, with the reason where it is not simply connected. */
function LinkState({ link }: { readonly link: Link | null }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const stopped = link?.stopped ?? null
  const state = link?.state ?? 'down'
  const status = stopped !== null ? 'error' : state === 'running' ? 'success' : state === 'greeting' ? 'processing' : 'warning'
  const reason = faults[stopped?.code ?? link?.reason ?? '']
  return (
    <Flex vertical>
      <Badge status={status} text={t(stopped !== null ? 'link.stopped' : `link.${state}`)} />
      {reason !== undefined && (
        <Typography.Text type="secondary">
          {reason.title}
          {t('semicolon')}
          {reason.next}
        </Typography.Text>
      )}
    </Flex>
  )
}
