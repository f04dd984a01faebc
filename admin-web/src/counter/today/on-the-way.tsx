import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Flex, Tag, Typography } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import type { CaseLine, CaseList } from '../../parts/shapes.js'
import { ageText } from '../../parts/times.js'
import type { RequestLine } from '../shapes.js'
import { newId, useTell } from '../tell.js'

/** 在途: what is only here, what was asked of others, and what was registered and never handed in; each with age and reason. */
export function OnTheWay({ onlyHere }: { readonly onlyHere: UseQueryResult<CaseList> }) {
  const { t } = useTranslation()
  const { desk } = useSeat()
  const place = encodeURIComponent(desk?.place.id ?? '')
  const unsent = useAnswer<CaseList>(`/api/cases?stage=registered&custody=here&limit=200&place=${place}`)
  const requests = useAnswer<{ readonly requests: readonly RequestLine[] }>('/api/requests?limit=200')
  return (
    <Part title={t('today.onTheWay')}>
      <Asked query={unsent}>
        {({ cases }) => (
          <ul className="lines">
            {cases.map((line) => (
              <Unsent key={line.caseId} line={line} done={() => void unsent.refetch()} />
            ))}
          </ul>
        )}
      </Asked>
      <Asked query={onlyHere}>
        {({ cases }) => (
          <ul className="lines">
            {cases.map((line) => (
              <OnlyHere key={line.caseId} line={line} />
            ))}
          </ul>
        )}
      </Asked>
      <Asked query={requests}>
        {({ requests: open }) => (
          <ul className="lines">
            {open.map((request) => (
              <Requested key={request.id} request={request} />
            ))}
          </ul>
        )}
      </Asked>
      {[unsent.data?.cases, onlyHere.data?.cases, requests.data?.requests].every((list) => list?.length === 0) && (
        <Typography.Text type="secondary">{t('today.nothingWaits')}</Typography.Text>
      )}
    </Part>
  )
}

function CaseName({ caseId, name, number }: { readonly caseId: string; readonly name: string; readonly number: string }) {
  return (
    <Flex vertical style={{ minWidth: 0 }}>
      <Link to={`/cases/${caseId}`}>{name}</Link>
      <Typography.Text type="secondary" className="number">
        {number}
      </Typography.Text>
    </Flex>
  )
}

/** 已登记,未提交: somebody stopped between the two, or the second was refused. */
function Unsent({ line: { caseId, item, number }, done }: { readonly line: CaseLine; readonly done: () => void }) {
  const { t } = useTranslation()
  const tell = useTell()
  const [requestId] = useState(newId)
  const [error, fail] = useState<Error | null>(null)
  const submit = () =>
    tell(`/api/cases/${caseId}/acts`, { method: 'POST', body: { requestId, act: { act: 'submit' } } }).then(done, fail)
  return (
    <li>
      <CaseName caseId={caseId} name={item.name} number={number} />
      {error !== null && <Refusal error={error} />}
      <Button aria-label={`${t('today.submit')} ${number}`} onClick={() => void submit()}>
        {t('today.submit')}
      </Button>
    </li>
  )
}

function OnlyHere({ line: { caseId, item, number, onlyHere } }: { readonly line: CaseLine }) {
  const { t } = useTranslation()
  return (
    <li>
      <CaseName caseId={caseId} name={item.name} number={number} />
      <Tag color="orange">{t('tag.onlyHere', { age: onlyHere === null ? '' : ageText(t, onlyHere) })}</Tag>
    </li>
  )
}

function Requested({ request }: { readonly request: RequestLine }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const { caseId, number, act, age, code } = request
  const reason = code === null ? t('today.asked', { site: request.sentTo?.name ?? '' }) : faults[code]?.title
  return (
    <li>
      <CaseName caseId={caseId} name={actText(t, act)} number={number} />
      <Flex vertical align="end">
        <Tag color="blue">{ageText(t, age)}</Tag>
        <Typography.Text type="secondary">{reason}</Typography.Text>
      </Flex>
    </li>
  )
}

function actText(t: TFunction, act: string): string {
  return t(`act.${act}`, { defaultValue: act })
}
