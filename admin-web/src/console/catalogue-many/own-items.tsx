import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { Flex, Input, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../../counter/tell.js'
import { deskKey, useSeat } from '../../parts/desk.js'
import type { CatalogueLine, CataloguePage } from '../catalogue/shapes.js'

/** As many as one answer holds; a county has some 1,500. */
const most = 2_000
/** A whole list is read again now and then, not each few seconds. */
const refetchMs = 60_000

/** Items published here that go on, all of them or one organ's. */
export function useOwnItems(organ: string | null): UseQueryResult<CataloguePage> {
  const tell = useTell()
  const { desk } = useSeat()
  const path = `/api/catalogue/items?own=true&state=published&limit=${most}${organ === null ? '' : `&organ=${encodeURIComponent(organ)}`}`
  return useQuery({
    queryKey: [path, desk === null ? '' : deskKey(desk)],
    queryFn: () => tell<CataloguePage>(path, {}),
    refetchInterval: refetchMs,
  })
}

interface Props {
  readonly items: readonly CatalogueLine[]
  readonly chosen: readonly string[]
  readonly choose: (ids: readonly string[]) => void
  readonly columns: TableColumnsType<CatalogueLine>
  readonly label: string
}

/** Items to tick, found by name; what is ticked stays ticked while something else is looked for. */
export function ItemChoice({ items, chosen, choose, columns, label }: Props) {
  const { t } = useTranslation()
  const [text, type] = useState('')
  const shown = items.filter(({ name, id }) => name.includes(text) || id.includes(text))
  return (
    <Flex vertical gap={8}>
      <Flex gap={12} align="center">
        <Input
          aria-label={t('catalogue.many.find')}
          placeholder={t('catalogue.many.find')}
          allowClear
          style={{ width: 280 }}
          value={text}
          onChange={({ target }) => type(target.value)}
        />
        <span role="status">{t('catalogue.many.chosen', { count: chosen.length })}</span>
      </Flex>
      {/* A table that scrolls by itself measures with hidden fields, which readers stumble over. */}
      <section aria-label={label} className="catalogue-sideways">
        <Table
          aria-label={label}
          rowKey="id"
          size="small"
          dataSource={[...shown]}
          columns={columns}
          locale={{ emptyText: t('catalogue.items.empty') }}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          rowSelection={{
            preserveSelectedRowKeys: true,
            selectedRowKeys: [...chosen],
            onChange: (keys) => choose(keys.map(String)),
            getCheckboxProps: ({ name }) => ({ 'aria-label': name }),
          }}
        />
      </section>
    </Flex>
  )
}
