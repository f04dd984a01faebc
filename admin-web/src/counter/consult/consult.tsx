import { Col, Row } from 'antd'
import { useAnswer } from '../../parts/answer.js'
import { ConsultDay } from './consult-day.js'
import { ConsultForm } from './consult-form.js'
import type { RegisterProps } from '../registers/filter.js'
import type { ConsultationDay } from '../registers/shapes.js'

/** 咨询登记: writing one down on the left, the day's list on the right. */
export function Consult({ filter: { date }, change }: RegisterProps) {
  const today = useAnswer<ConsultationDay>('/api/consultations')
  const query = useAnswer<ConsultationDay>(`/api/consultations${date === '' ? '' : `?day=${date}`}`)
  const done = () => void Promise.all([today.refetch(), query.refetch()])
  return (
    <Row gutter={[24, 16]}>
      <Col span={11}>
        <ConsultForm usual={today.data?.usual ?? []} count={today.data?.total ?? 0} done={done} />
      </Col>
      <Col span={13}>
        <ConsultDay query={query} choose={(day) => change({ date: day })} />
      </Col>
    </Row>
  )
}
