import { Button, Col, Flex, Row } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { useSeat } from '../../parts/desk.js'
import { Heading } from '../../parts/heading.js'
import type { CaseList } from '../../parts/shapes.js'
import { menuOf } from '../roles.js'
import { Drafts } from './drafts.js'
import { LineState } from './line-state.js'
import { Notices } from './notices.js'
import { OnTheWay } from './on-the-way.js'
import { Tasks } from './tasks.js'

/** 今日: what somebody at a counter is to do today, and what waits for others. */
export function Today() {
  const { t } = useTranslation()
  const { session, desk } = useSeat()
  const navigate = useNavigate()
  const onlyHere = useAnswer<CaseList>('/api/cases?onlyHere=true&limit=200')
  const mayTakeIn = menuOf(session).links.some(({ word }) => word === 'new')
  const begin = (
    <Button type="primary" size="large" onClick={() => void navigate('/new')}>
      {t('today.begin')}
    </Button>
  )
  return (
    <>
      <Heading
        title={t('today.title', { place: desk?.place.name })}
        asOfMs={onlyHere.data?.asOfMs ?? null}
        extra={mayTakeIn && begin}
      />
      <Flex vertical gap={16}>
        <LineState onlyHere={onlyHere.data?.cases ?? []} />
        <Row gutter={[16, 16]}>
          <Col span={14}>
            <Flex vertical gap={16}>
              <Notices />
              <Tasks />
            </Flex>
          </Col>
          <Col span={10}>
            <Flex vertical gap={16}>
              {mayTakeIn && <Drafts />}
              <OnTheWay onlyHere={onlyHere} />
            </Flex>
          </Col>
        </Row>
      </Flex>
    </>
  )
}
