import { Flex, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PrintLinks } from '../../case/documents/print-links.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { timeText } from '../../parts/times.js'
import { MakeBag } from './make-bag.js'
import type { Bag, Bags } from './shapes.js'

/** What comes, what was sent, and what may be put into a bag. */
export function AllBags({ bags: { bags, here } }: { readonly bags: Bags }) {
  const { t } = useTranslation()
  const place = useSeat().desk?.place.id
  return (
    <Flex vertical gap={16}>
      <Part title={t('bags.coming')}>
        <BagTable name={t('bags.coming')} bags={bags.filter(({ to }) => to.id === place)} />
      </Part>
      <Part title={t('bags.here')}>
        <MakeBag here={here} />
      </Part>
      <Part title={t('bags.sent')}>
        <BagTable name={t('bags.sent')} bags={bags.filter(({ to }) => to.id !== place)} isSent />
      </Part>
    </Flex>
  )
}

interface Props {
  readonly name: string
  readonly bags: readonly Bag[]
  readonly isSent?: boolean
}

function BagTable({ name, bags, isSent = false }: Props) {
  const { t } = useTranslation()
  return (
    <Table
      aria-label={name}
      rowKey="bag"
      size="middle"
      pagination={false}
      locale={{ emptyText: t('bags.none') }}
      dataSource={[...bags]}
      columns={[
        {
          title: t('bags.bag'),
          render: (_, { bag }) => (
            <Link className="number" to={`/bags?bag=${bag}`} aria-label={t('bags.show', { bag })}>
              {bag}
            </Link>
          ),
        },
        isSent
          ? { title: t('bags.to'), render: (_, { to }) => to.name }
          : { title: t('bags.from'), render: (_, { from }) => from.name },
        { title: t('bags.papers'), render: (_, bag) => <Count bag={bag} /> },
        { title: t('bags.since'), className: 'number', render: (_, { sinceMs }) => timeText(sinceMs) },
        ...(isSent
          ? [
              {
                key: 'print',
                render: (_: unknown, { bag }: Bag) => <PrintLinks path={`/print/bags/${bag}`} name={t('bags.slip', { bag })} />,
              },
            ]
          : []),
      ]}
    />
  )
}

function Count({ bag: { lines } }: { readonly bag: Bag }) {
  const { t } = useTranslation()
  const missing = lines.filter(({ state }) => state === 'missing').length
  const asked = lines.filter(({ state }) => state === 'asked').length
  return (
    <Flex gap={8} align="center">
      {t('bags.count', { count: lines.length })}
      {missing > 0 && <Tag color="red">{t('bags.missing', { count: missing })}</Tag>}
      {asked > 0 && <Tag>{t('bags.state.asked')}</Tag>}
    </Flex>
  )
}
