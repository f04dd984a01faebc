import { Empty, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import { exactTimeText } from '../../parts/times.js'
import type { PlaceNetwork } from './place-page.js'

/** What happened when, the newest first. */
export function Story({ lines }: { readonly lines: PlaceNetwork['story'] }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  if (lines.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('netPlace.storyNone')} />
  return (
    <Table
      aria-label={t('netPlace.storyTable')}
      rowKey={({ atMs, word }) => `${atMs} ${word}`}
      size="small"
      pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...lines]}
      columns={[
        { title: t('netPlace.when'), className: 'number', width: 180, render: (_, { atMs }) => exactTimeText(atMs) },
        {
          title: t('netPlace.what'),
          render: (_, { word, reason }) => {
            const because = faults[reason ?? '']?.title
            return because === undefined ? t(`netPlace.word.${word}`) : `${t(`netPlace.word.${word}`)}${t('semicolon')}${because}`
          },
        },
        { title: t('netPlace.by'), render: (_, { by }) => by?.name ?? '' },
      ]}
    />
  )
}
