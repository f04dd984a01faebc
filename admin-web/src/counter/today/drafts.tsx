import { Button, Flex, Popconfirm, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { timeText } from '../../parts/times.js'
import type { DraftLine } from '../shapes.js'
import { useTell } from '../tell.js'

/** 草稿: opened where one left off, thrown away after a question. */
export function Drafts() {
  const { t } = useTranslation()
  const tell = useTell()
  const [error, fail] = useState<Error | null>(null)
  const query = useAnswer<{ readonly drafts: readonly DraftLine[] }>('/api/drafts')
  const drop = async (id: string) => {
    await tell(`/api/drafts/${id}`, { method: 'DELETE' }).then(() => fail(null), fail)
    await query.refetch()
  }
  return (
    <Part title={t('today.drafts')}>
      {error !== null && <Refusal error={error} />}
      <Asked query={query}>
        {({ drafts }) =>
          drafts.length === 0 ? (
            <Typography.Text type="secondary">{t('today.noDrafts')}</Typography.Text>
          ) : (
            <ul className="lines">
              {drafts.map((draft) => (
                <DraftRow key={draft.id} draft={draft} onDrop={() => void drop(draft.id)} />
              ))}
            </ul>
          )
        }
      </Asked>
    </Part>
  )
}

function DraftRow({ draft: { id, title, changedMs }, onDrop }: { readonly draft: DraftLine; readonly onDrop: () => void }) {
  const { t } = useTranslation()
  return (
    <li>
      <Flex vertical style={{ minWidth: 0 }}>
        <Link to={`/new/${id}`}>{title}</Link>
        <Typography.Text type="secondary">{t('today.changed', { time: timeText(changedMs) })}</Typography.Text>
      </Flex>
      <Popconfirm
        title={t('today.dropAsk', { title })}
        description={t('today.dropNote')}
        okText={t('today.drop')}
        onConfirm={onDrop}
      >
        <Button aria-label={t('today.dropOne', { title })}>{t('today.drop')}</Button>
      </Popconfirm>
    </li>
  )
}
