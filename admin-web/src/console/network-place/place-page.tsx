import type { PLACE_NETWORK } from '@liandong/core/http/network/schemas.js'
import { Button, Col, Collapse, Flex, Row, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import type { Static } from 'typebox'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import { LinkDetails } from '../links/link-details.js'
import '../network/words.js'
import { Standing } from './standing.js'
import { Story } from './story.js'
import { WhomToRing } from './whom-to-ring.js'
import './words.js'

export type PlaceNetwork = Static<typeof PLACE_NETWORK>

/** 一处站点: how it stands, whom to ring, what happened to it. */
export function PlacePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { place = '' } = useParams()
  const answer = useAnswer<PlaceNetwork>(`/api/network/places/${encodeURIComponent(place)}`)
  const back = <Button onClick={() => void navigate('/network')}>{t('netPlace.back')}</Button>
  return (
    <>
      <Heading title={answer.data?.row.name ?? place} asOfMs={answer.data?.asOfMs ?? null} extra={back} />
      <Asked query={answer}>{(one) => <OnePlace one={one} />}</Asked>
    </>
  )
}

function OnePlace({ one }: { readonly one: PlaceNetwork }) {
  const { t } = useTranslation()
  return (
    <Row gutter={[16, 16]}>
      <Col span={14}>
        <Flex vertical gap={16}>
          <Standing one={one} />
          <Part title={t('netPlace.story')}>
            <Story lines={one.story} />
          </Part>
        </Flex>
      </Col>
      <Col span={10}>
        <Flex vertical gap={16}>
          <Part title={t('netPlace.people')}>
            <WhomToRing ring={one.ring} />
          </Part>
          <Part title={t('netPlace.hosted')}>
            <Hosted hosted={one.hosted} />
          </Part>
          <Engineers one={one} />
        </Flex>
      </Col>
    </Row>
  )
}

function Hosted({ hosted }: Pick<PlaceNetwork, 'hosted'>) {
  const { t } = useTranslation()
  if (hosted.length === 0) return <Typography.Text type="secondary">{t('netPlace.hostedNone')}</Typography.Text>
  return (
    <Flex wrap gap={12}>
      {hosted.map(({ id, name }) => (
        <Link key={id} to={`/network/places/${encodeURIComponent(id)}`}>
          {name}
        </Link>
      ))}
    </Flex>
  )
}

/** Words of engineers, one click deeper. */
function Engineers({ one }: { readonly one: PlaceNetwork }) {
  const { t } = useTranslation()
  const details = one.link === null ? <Typography.Text>{t('netPlace.noLink')}</Typography.Text> : <LinkDetails link={one.link} />
  return <Collapse size="small" items={[{ key: 'engineers', label: t('netPlace.engineers'), children: details }]} />
}
