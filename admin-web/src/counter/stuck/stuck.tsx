import { Col, Row } from 'antd'
import { useAnswer } from '../../parts/answer.js'
import type { CaseList } from '../../parts/shapes.js'
import { addWords } from '../../parts/words/add-words.js'
import { StuckForm } from './stuck-form.js'
import { stuckItem } from './stuck-item.js'
import { StuckList } from './stuck-list.js'
import { en, zh } from './words.js'

addWords(zh, en)

/** 办不成事: what no item fits, sent to somebody named who answers; the answer comes back to be told. */
export function Stuck() {
  const query = useAnswer<CaseList>(`/api/cases?item=${stuckItem}&limit=100`)
  return (
    <Row gutter={[24, 16]}>
      <Col span={11}>
        <StuckForm done={() => void query.refetch()} />
      </Col>
      <Col span={13}>
        <StuckList query={query} />
      </Col>
    </Row>
  )
}
