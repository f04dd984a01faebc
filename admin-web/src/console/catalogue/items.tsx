import { Checkbox, Flex, Input, Select, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { OrganField } from '../../counter/acts/directory-field.js'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { pageOf, useWish, type Wish, written } from './address.js'
import { type CodeNames, useCodes } from './codes.js'
import { NewItem } from './new-item.js'
import type { CatalogueLine, CataloguePage } from './shapes.js'

const pageSize = 15
const states = ['published', 'suspended', 'cancelled'] as const
const levels = ['city', 'county', 'township', 'village'] as const

/** 实施清单: every item by organ, level and state, whether a counter shows it or not. */
export function Items() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const { text, organ, level, state, own, behind } = wish
  const paging = { offset: String((pageOf(wish) - 1) * pageSize), limit: String(pageSize) }
  const query = useAnswer<CataloguePage>(`/api/catalogue/items?${written({ text, organ, level, state, own, behind, ...paging })}`)
  return (
    <>
      <Heading title={t('catalogue.items.title')} asOfMs={query.data?.asOfMs ?? null} extra={<NewItem />} />
      <Search wish={wish} change={change} />
      <Asked query={query}>{(page) => <ItemTable page={page} at={pageOf(wish)} change={change} />}</Asked>
    </>
  )
}

interface SearchProps {
  readonly wish: Wish
  readonly change: (change: Wish) => void
}

function Search({ wish, change }: SearchProps) {
  const { t } = useTranslation()
  const codes = useCodes()
  const [text, type] = useState(wish['text'] ?? '')
  const tick = (name: 'own' | 'behind') => (
    <Checkbox checked={wish[name] === 'true'} onChange={({ target }) => change({ [name]: target.checked ? 'true' : '' })}>
      {t(`catalogue.items.${name}`)}
    </Checkbox>
  )
  return (
    <Flex gap={12} wrap align="center" role="search" aria-label={t('catalogue.items.search')} style={{ marginBottom: 12 }}>
      <Input.Search
        aria-label={t('catalogue.items.text')}
        placeholder={t('catalogue.items.textHint')}
        allowClear
        maxLength={100}
        style={{ width: 300 }}
        value={text}
        onChange={({ target }) => type(target.value)}
        onSearch={(value) => change({ text: value.trim() })}
      />
      <div className="catalogue-organ">
        <OrganField
          label={t('catalogue.organ')}
          none={t('catalogue.organ')}
          value={wish['organ'] ?? null}
          change={(organ) => change({ organ: organ ?? '' })}
        />
      </div>
      <Select
        aria-label={t('catalogue.level')}
        placeholder={t('catalogue.level')}
        allowClear
        style={{ width: 130 }}
        value={wish['level'] ?? null}
        options={levels.map((value) => ({ value, label: codes.nameOf('levels', value) }))}
        onChange={(level: string | undefined) => change({ level: level ?? '' })}
      />
      <Select
        aria-label={t('catalogue.state')}
        placeholder={t('catalogue.state')}
        allowClear
        style={{ width: 120 }}
        value={wish['state'] ?? null}
        options={states.map((value) => ({ value, label: t(`catalogue.states.${value}`) }))}
        onChange={(state: string | undefined) => change({ state: state ?? '' })}
      />
      {tick('own')}
      {tick('behind')}
    </Flex>
  )
}

interface TableProps {
  readonly page: CataloguePage
  readonly at: number
  readonly change: (change: Wish) => void
}

function ItemTable({ page, at, change }: TableProps) {
  const { t } = useTranslation()
  const codes = useCodes()
  return (
    <Table
      aria-label={t('catalogue.items.title')}
      rowKey="id"
      size="middle"
      dataSource={[...page.items]}
      columns={columns(t, codes)}
      locale={{ emptyText: t('catalogue.items.empty') }}
      pagination={{
        current: at,
        pageSize,
        total: page.total,
        showSizeChanger: false,
        hideOnSinglePage: true,
        onChange: (next) => change({ page: String(next) }),
        showTotal: (total) => t('catalogue.items.total', { total }),
      }}
    />
  )
}

function columns(t: TFunction, codes: CodeNames): TableColumnsType<CatalogueLine> {
  return [
    {
      title: t('catalogue.items.name'),
      render: (_, { id, name }) => <Link to={`/catalogue/${encodeURIComponent(id)}`}>{name}</Link>,
    },
    { title: t('catalogue.items.type'), width: 110, render: (_, { type }) => codes.nameOf('itemTypes', type) },
    { title: t('catalogue.organ'), render: (_, { organ }) => organ?.name ?? t('catalogue.noOrgan') },
    { title: t('catalogue.level'), width: 120, render: (_, { level }) => codes.nameOf('levels', level) },
    { title: t('catalogue.state'), render: (_, line) => <StateTags line={line} /> },
    {
      title: t('catalogue.items.version'),
      className: 'number',
      width: 150,
      render: (_, { version, from }) => t('catalogue.items.versionFrom', { version, from }),
    },
    { title: t('catalogue.items.publisher'), render: (_, { publisher }) => publisher.name },
  ]
}

const stateColors = { published: 'green', suspended: 'orange', cancelled: 'red' } as const

/** The state in words, and what else one has to know of it. */
function StateTags({ line: { state, isComing, base, work } }: { readonly line: CatalogueLine }) {
  const { t } = useTranslation()
  return (
    <Flex gap={4} wrap>
      <Tag color={stateColors[state]}>{t(`catalogue.states.${state}`)}</Tag>
      {isComing && <Tag color="blue">{t('catalogue.items.coming')}</Tag>}
      {base !== null && base.newest > base.version && <Tag color="orange">{t('catalogue.items.isBehind')}</Tag>}
      {work !== null && (
        <Link to={`/catalogue/works/${work}`}>
          <Tag color="geekblue">{t('catalogue.items.written')}</Tag>
        </Link>
      )}
    </Flex>
  )
}
