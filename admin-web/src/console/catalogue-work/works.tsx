import { Checkbox, Table, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { timeText } from '../../parts/times.js'
import { useWish } from '../catalogue/address.js'
import type { WorkLine } from '../catalogue/shapes.js'
import { stageColors } from './stages.js'
import { en, zh } from './words.js'

addWords(zh, en)

/** 编制: versions being written, checked and reviewed, last changed first. */
export function Works() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const withEnded = wish['ended'] === 'true'
  const query = useAnswer<{ readonly works: readonly WorkLine[] }>(`/api/works${withEnded ? '?ended=true' : ''}`)
  return (
    <>
      <Heading
        title={t('catalogue.works.title')}
        asOfMs={null}
        extra={
          <Checkbox checked={withEnded} onChange={({ target }) => change({ ended: target.checked ? 'true' : '' })}>
            {t('catalogue.works.ended')}
          </Checkbox>
        }
      />
      <Asked query={query}>{({ works }) => <WorkTable works={works} />}</Asked>
    </>
  )
}

function WorkTable({ works }: { readonly works: readonly WorkLine[] }) {
  const { t } = useTranslation()
  return (
    <Table
      aria-label={t('catalogue.works.title')}
      rowKey="id"
      size="middle"
      dataSource={[...works]}
      columns={columns(t)}
      locale={{ emptyText: t('catalogue.works.empty') }}
      pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
    />
  )
}

function columns(t: TFunction): TableColumnsType<WorkLine> {
  return [
    { title: t('catalogue.works.name'), render: (_, { id, title }) => <Link to={`/catalogue/works/${id}`}>{title}</Link> },
    { title: t('catalogue.works.kind'), width: 110, render: (_, { kind }) => t(`catalogue.works.kinds.${kind}`) },
    { title: t('catalogue.organ'), render: (_, { organ }) => organ?.name ?? t('catalogue.works.several') },
    { title: t('catalogue.works.items'), width: 90, render: (_, { items }) => items },
    {
      title: t('catalogue.works.stage'),
      render: (_, { stage, openChoices, returned }) => (
        <>
          <Tag color={stageColors[stage]}>{t(`catalogue.works.stages.${stage}`)}</Tag>
          {openChoices > 0 && <Tag color="orange">{t('catalogue.works.choices', { count: openChoices })}</Tag>}
          {stage === 'draft' && returned !== null && <Tag color="red">{t('catalogue.works.returned')}</Tag>}
        </>
      ),
    },
    { title: t('catalogue.works.due'), className: 'number', width: 110, render: (_, { due }) => due ?? t('none') },
    { title: t('catalogue.works.changed'), className: 'number', width: 160, render: (_, { changedMs }) => timeText(changedMs) },
  ]
}
