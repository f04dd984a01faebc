import { Alert, Button, Checkbox, Flex, Input, Table, type TableColumnsType, Tag } from 'antd'
import type { LEDGER, LISTS } from '@liandong/core/http/catalogue/lists.js'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Static } from 'typebox'
import { useDirectory } from '../../counter/acts/directory-field.js'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import type { Sites } from '../../parts/shapes.js'
import { timeText } from '../../parts/times.js'
import { addWords } from '../../parts/words/add-words.js'
import { useWish } from '../catalogue/address.js'
import { SaidNewer } from './said-newer.js'
import { saveTable } from './save-file.js'
import { en, zh } from './words.js'

addWords(zh, en)

type Lists = Static<typeof LISTS>
type Ledger = Static<typeof LEDGER>
type Line = Ledger['lines'][number]

/** 台账: which place has proved which edition of each list, since when, and what it lacks. */
export function LedgerPage() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const isBehind = wish['behind'] === 'true'
  const text = wish['text'] ?? ''
  const nameOf = useListName()
  const query = useAnswer<Ledger>(`/api/catalogue/ledger${isBehind ? '?behind=true' : ''}`)
  return (
    <>
      <Heading title={t('catalogue.ledger.title')} asOfMs={query.data?.asOfMs ?? null} />
      <Flex vertical gap={16}>
        <SaidNewer />
        <OwnLists />
        <Part title={t('catalogue.ledger.below')}>
          <Flex gap={12} align="center" style={{ marginBottom: 12 }}>
            <Input
              aria-label={t('catalogue.ledger.find')}
              placeholder={t('catalogue.ledger.find')}
              allowClear
              style={{ width: 280 }}
              value={text}
              onChange={({ target }) => change({ text: target.value })}
            />
            <Checkbox checked={isBehind} onChange={({ target }) => change({ behind: target.checked ? 'true' : '' })}>
              {t('catalogue.ledger.onlyBehind')}
            </Checkbox>
            {query.data !== undefined && (
              <Button onClick={() => save(t, nameOf, query.data.lines)}>{t('catalogue.reports.asTable')}</Button>
            )}
          </Flex>
          <Asked query={query}>{({ lines }) => <LedgerTable lines={lines.filter((line) => whoOf(line).includes(text))} />}</Asked>
        </Part>
      </Flex>
    </>
  )
}

/** People know places, not sites. */
function whoOf({ places, site }: Line): string {
  return places.length === 0 ? site.name : places.map(({ name }) => name).join('、')
}

type ListName = (list: string) => string

/** A list by its kind and the name of who publishes it. */
function useListName(): ListName {
  const { t } = useTranslation()
  const sites = useDirectory<Sites>('/api/sites').data?.sites ?? []
  return (list) => {
    const [kind = '', publisher = ''] = list.split('.')
    const name = sites.find(({ id }) => id === publisher)?.name ?? publisher
    return t('catalogue.ledger.listOf', { kind: t(`catalogue.ledger.kinds.${kind}`), publisher: name })
  }
}

function LedgerTable({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useTranslation()
  const nameOf = useListName()
  return (
    <Table<Line>
      aria-label={t('catalogue.ledger.below')}
      rowKey={({ site, list }) => `${site.id}/${list}`}
      size="small"
      dataSource={[...lines]}
      locale={{ emptyText: t('catalogue.ledger.none') }}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      columns={columns(t, nameOf)}
    />
  )
}

function columns(t: TFunction, nameOf: ListName): TableColumnsType<Line> {
  return [
    { title: t('catalogue.ledger.place'), render: (_, line) => whoOf(line) },
    { title: t('catalogue.ledger.list'), render: (_, { list }) => nameOf(list) },
    {
      title: t('catalogue.ledger.holds'),
      render: (_, { held, newest, behindSinceMs }) => (
        <>
          {t('catalogue.ledger.editions', { held, newest })}{' '}
          {behindSinceMs === null ? (
            <Tag color="green">{t('catalogue.ledger.newest')}</Tag>
          ) : (
            <Tag color="red">{t('catalogue.ledger.behind')}</Tag>
          )}
        </>
      ),
    },
    {
      title: t('catalogue.ledger.since'),
      className: 'number',
      render: (_, { sinceMs }) => (sinceMs === null ? t('catalogue.ledger.never') : timeText(sinceMs)),
    },
    {
      title: t('catalogue.ledger.said'),
      className: 'number',
      render: (_, { saidMs }) => (saidMs === null ? t('catalogue.ledger.never') : timeText(saidMs)),
    },
    {
      title: t('catalogue.ledger.missing'),
      render: (_, { missing, missingKeys, behindSinceMs }) =>
        behindSinceMs === null ? (
          t('none')
        ) : (
          <span className="catalogue-words">
            {t('catalogue.ledger.lacks', { count: missing })} {missingKeys.join('、')}
          </span>
        ),
    },
    { title: t('catalogue.ledger.repaired'), width: 90, render: (_, { repaired }) => (repaired === 0 ? t('none') : repaired) },
  ]
}

/** This gateway's own copy of each list, with how old its word from above is. */
function OwnLists() {
  const { t } = useTranslation()
  const nameOf = useListName()
  const query = useAnswer<Lists>('/api/catalogue/lists')
  return (
    <Part title={t('catalogue.ledger.here')}>
      <Asked query={query}>
        {({ lists }) => (
          <Flex vertical gap={4}>
            {lists.map(({ list, number, held, missing, sinceMs, stale, asOfMs }) => (
              <Flex key={list} gap={8} wrap>
                <span>{nameOf(list)}</span>
                <span>{t('catalogue.ledger.edition', { number, time: timeText(sinceMs) })}</span>
                {!held && <Tag color="red">{t('catalogue.ledger.lacks', { count: missing })}</Tag>}
                {stale && (
                  <Alert
                    type="warning"
                    showIcon
                    title={t('catalogue.ledger.stale', {
                      time: asOfMs === null ? t('catalogue.ledger.never') : timeText(asOfMs),
                    })}
                  />
                )}
              </Flex>
            ))}
          </Flex>
        )}
      </Asked>
    </Part>
  )
}

function save(t: TFunction, nameOf: ListName, lines: readonly Line[]): void {
  const heads = ['place', 'list', 'holds', 'newest', 'since', 'missing'] as const
  saveTable(t('catalogue.ledger.title'), [
    heads.map((head) => t(`catalogue.ledger.${head}`)),
    ...lines.map((line) => [
      whoOf(line),
      nameOf(line.list),
      line.held,
      line.newest,
      line.sinceMs === null ? null : timeText(line.sinceMs),
      line.behindSinceMs === null ? 0 : line.missing,
    ]),
  ])
}
