import { Table } from 'antd'
import type { DELEGATION_LIST } from '@liandong/core/http/catalogue-work/schemas.js'
import type { Static } from 'typebox'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'

export type PowerListAnswer = Static<typeof DELEGATION_LIST>

/** 公告清单: the powers a work hands down or takes back, as they are to be published. */
export function PowerList({ work }: { readonly work: string }) {
  const query = useAnswer<PowerListAnswer>(`/api/works/${work}/delegation-list`)
  return <Asked query={query}>{(list) => <PowerTable list={list} />}</Asked>
}

export function PowerTable({ list }: { readonly list: PowerListAnswer }) {
  const { t } = useTranslation()
  return (
    <div className="sheet">
      <h3 style={{ textAlign: 'center' }}>{list.title}</h3>
      <Table
        aria-label={list.title}
        rowKey="number"
        size="small"
        pagination={{ pageSize: 100, hideOnSinglePage: true }}
        dataSource={[...list.lines]}
        columns={[
          { title: t('catalogue.powers.number'), width: 60, render: (_, line) => line.number },
          { title: t('catalogue.items.name'), render: (_, line) => line.item },
          { title: t('catalogue.powers.code'), render: (_, line) => line.code },
          { title: t('catalogue.powers.giver'), render: (_, line) => line.giver },
          { title: t('catalogue.powers.receiver'), render: (_, line) => line.receiver },
          { title: t('catalogue.powers.power'), width: 80, render: (_, line) => line.power },
          { title: t('catalogue.powers.source'), width: 100, render: (_, line) => line.source },
          { title: t('catalogue.powers.from'), className: 'number', width: 110, render: (_, line) => line.from },
          { title: t('catalogue.powers.until'), className: 'number', width: 110, render: (_, line) => line.until ?? t('none') },
        ]}
      />
    </div>
  )
}
