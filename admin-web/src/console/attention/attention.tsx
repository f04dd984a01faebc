import type { ATTENTION } from '@liandong/core/http/network/schemas.js'
import { Alert, Flex, Select, Table, type TableColumnsType, Typography } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import type { Static } from 'typebox'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import { WhomToRing } from '../network-place/whom-to-ring.js'
import { Why } from './why.js'
import './words.js'

type Attention = Static<typeof ATTENTION>
export type Call = Attention['calls'][number]
export type Reason = Call['reasons'][number]

/** 今天该给谁打电话: every place that needs a call, why, whom, and what to say. */
export function AttentionPage() {
  const { t } = useTranslation()
  const answer = useAnswer<Attention>('/api/attention')
  return (
    <>
      <Heading title={t('attention.title')} asOfMs={answer.data?.asOfMs ?? null} />
      <Asked query={answer}>{(attention) => <Calls attention={attention} />}</Asked>
    </>
  )
}

function Calls({ attention: { calls, quiet } }: { readonly attention: Attention }) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const only = params.get('concern') ?? ''
  const shown = calls.filter(({ reasons }) => only === '' || reasons.some(({ concern }) => concern === only))
  return (
    <Flex vertical gap={16}>
      <Flex justify="space-between" align="center" gap={16}>
        <Typography.Text type="secondary">{t('attention.quiet', quiet)}</Typography.Text>
        <ConcernChoice
          calls={calls}
          only={only}
          choose={(next) => setParams(next === '' ? {} : { concern: next }, { replace: true })}
        />
      </Flex>
      {calls.length === 0 ? (
        <Alert type="success" showIcon title={t('attention.none')} />
      ) : (
        <Part title={t('attention.count', { count: shown.length })}>
          <Table
            aria-label={t('attention.table')}
            rowKey={({ place }) => place.id}
            size="middle"
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            columns={columns(t)}
            dataSource={[...shown]}
          />
        </Part>
      )}
    </Flex>
  )
}

function columns(t: TFunction): TableColumnsType<Call> {
  return [
    {
      title: t('attention.place'),
      width: 190,
      render: (_, { place, under }) => (
        <Flex vertical>
          <Link to={`/network/places/${encodeURIComponent(place.id)}`}>{place.name}</Link>
          {under !== null && <Typography.Text type="secondary">{under.name}</Typography.Text>}
        </Flex>
      ),
    },
    {
      title: t('attention.reason'),
      width: 260,
      render: (_, { reasons }) => reasons.map((reason) => <Why key={reason.concern} reason={reason} />),
    },
    { title: t('attention.ring'), width: 320, render: (_, { ring }) => <WhomToRing ring={ring} /> },
    { title: t('attention.say'), render: (_, { reasons }) => t(`attention.saying.${reasons[0]?.concern ?? 'down'}`) },
  ]
}

interface ChoiceProps {
  readonly calls: readonly Call[]
  readonly only: string
  readonly choose: (concern: string) => void
}

function ConcernChoice({ calls, only, choose }: ChoiceProps) {
  const { t } = useTranslation()
  const here = [...new Set(calls.flatMap(({ reasons }) => reasons.map(({ concern }) => concern)))]
  const count = (concern: string) => calls.filter(({ reasons }) => reasons.some((reason) => reason.concern === concern)).length
  const options = [
    { value: '', label: `${t('attention.all')} ${calls.length}` },
    ...here.map((concern) => ({ value: concern as string, label: `${t(`attention.concern.${concern}`)} ${count(concern)}` })),
  ]
  return <Select aria-label={t('attention.only')} style={{ width: 200 }} value={only} options={options} onChange={choose} />
}
