import { Input, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useWish } from '../catalogue/address.js'
import { useCodes } from '../catalogue/codes.js'
import type { BaseEntry } from '../catalogue/shapes.js'
import { useValueText } from '../catalogue-item/value-text.js'

interface Listed {
  readonly entry: BaseEntry
  readonly cancelled: boolean
}

/** 基本目录: as it came from above, to read. */
export function BaseEntries() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const text = wish['text'] ?? ''
  const query = useAnswer<{ readonly entries: readonly Listed[] }>('/api/base-list')
  return (
    <>
      <Input
        aria-label={t('catalogue.claims.findEntry')}
        placeholder={t('catalogue.claims.findEntry')}
        allowClear
        style={{ width: 320, marginBottom: 12 }}
        value={text}
        onChange={({ target }) => change({ text: target.value })}
      />
      <Asked query={query}>
        {({ entries }) => (
          <EntryTable entries={entries.filter(({ entry }) => entry.name.includes(text) || entry.id.includes(text))} />
        )}
      </Asked>
    </>
  )
}

function EntryTable({ entries }: { readonly entries: readonly Listed[] }) {
  const { t } = useTranslation()
  const codes = useCodes()
  return (
    <Table
      aria-label={t('catalogue.claims.views.entries')}
      rowKey={({ entry }) => entry.id}
      size="middle"
      pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: t('catalogue.claims.noBase') }}
      dataSource={[...entries]}
      expandable={{ expandedRowRender: ({ entry }) => <EntryFacts entry={entry} /> }}
      columns={[
        {
          title: t('catalogue.claims.entry'),
          render: (_, { entry, cancelled }) => (
            <>
              {entry.name} {cancelled && <Tag color="red">{t('catalogue.claims.withdrawn')}</Tag>}
            </>
          ),
        },
        { title: t('catalogue.items.type'), render: (_, { entry }) => codes.nameOf('itemTypes', entry.type) },
        {
          title: t('catalogue.claims.levels'),
          render: (_, { entry }) => entry.levels.map((level) => codes.nameOf('levels', level)).join(t('catalogue.listComma')),
        },
        { title: t('catalogue.claims.department'), render: (_, { entry }) => entry.department },
        {
          title: t('catalogue.items.version'),
          className: 'number',
          render: (_, { entry }) => t('catalogue.items.versionFrom', { version: entry.version, from: entry.effectiveFrom }),
        },
        { title: t('catalogue.claims.settleBy'), className: 'number', render: (_, { entry }) => entry.settleBy ?? t('none') },
      ]}
    />
  )
}

function EntryFacts({ entry }: { readonly entry: BaseEntry }) {
  const { t } = useTranslation()
  const textOf = useValueText()
  const rows = [
    ['legal', textOf('limit', entry.legal)],
    ['guide_conditions', textOf('lines', entry.conditions)],
    ['materials', textOf('options', entry.materials)],
    ['guide_legalBasis', entry.legalBasis.map((law) => textOf('law', law)).join('\n') || t('none')],
    ['source', entry.source],
  ] as const
  return (
    <dl className="catalogue-facts">
      {rows.map(([name, words]) => (
        <div key={name} className="wide">
          <dt>{t(`catalogue.field.${name}`)}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}
