import { Alert, Col, Row } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import type { CaseList } from '../../parts/shapes.js'
import { Waiting } from '../../parts/asked.js'
import { addWords } from '../../parts/words/add-words.js'
import { StuckForm } from './stuck-form.js'
import { StuckList } from './stuck-list.js'
import { useStuckItem } from './use-stuck-item.js'
import { en, zh } from './words.js'

addWords(zh, en)

/** 办不成事: what no item fits, sent to somebody named who answers; the answer comes back to be told. */
export function Stuck() {
  const { t } = useTranslation()
  const item = useStuckItem()
  if (item === undefined) return <Waiting />
  if (item === null)
    return (
      <Alert type="warning" showIcon title={t('stuck.missing')} description={t('nextStep', { next: t('stuck.missingNext') })} />
    )
  return <OfItem item={item} />
}

function OfItem({ item }: { readonly item: string }) {
  const query = useAnswer<CaseList>(`/api/cases?${new URLSearchParams({ item, limit: '100' })}`)
  return (
    <Row gutter={[24, 16]}>
      <Col span={11}>
        <StuckForm item={item} done={() => void query.refetch()} />
      </Col>
      <Col span={13}>
        <StuckList query={query} />
      </Col>
    </Row>
  )
}
