import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { useSeat } from '../../parts/desk.js'
import type { CasePage } from '../../parts/shapes.js'
import { ageText } from '../../parts/times.js'
import type { RequestLine } from '../shapes.js'
import type { Sent } from './act-form.js'

/** What was sent from here: done, refused, or what it waits for until its outcome is in the case's log. */
export function SentActs({ sent, page }: { readonly sent: readonly Sent[]; readonly page: CasePage }) {
  const open = page.journey.waitsFor.filter(({ what }) => what === 'request').map(({ detail }) => detail)
  const settled = sent.filter(({ requestId }) => !open.includes(requestId))
  return (
    <div aria-live="polite" className="sent">
      {open.map((id) => (
        <Waiting key={id} id={id} />
      ))}
      {settled.slice(-3).map(({ requestId, name, custodian }) => (
        <Outcome key={requestId} requestId={requestId} name={name} page={page} isRequest={custodian !== null} />
      ))}
    </div>
  )
}

function Waiting({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const { data } = useAnswer<RequestLine>(`/api/requests/${id}`)
  if (data === undefined) return null
  const { act, by, age, code, sentTo } = data
  const reason = code === null ? undefined : faults[code]
  const wait =
    reason === undefined ? t('acts.waitsFor', { who: sentTo?.name ?? '' }) : `${reason.title}${t('semicolon')}${reason.next}`
  const name = t(`acts.name.${act}`, { defaultValue: act })
  return <Alert type="info" showIcon title={t('acts.asked', { name, by: by.name, age: ageText(t, age) })} description={wait} />
}

interface OutcomeProps {
  readonly requestId: string
  readonly name: string
  readonly page: CasePage
  readonly isRequest: boolean
}

function Outcome({ requestId, name, page, isRequest }: OutcomeProps) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const answer = page.history.find((entry) => entry.answer?.requestId === requestId)?.answer ?? null
  if (answer === null) return <Alert type="info" showIcon title={t(isRequest ? 'acts.onTheWay' : 'acts.done', { name })} />
  if (answer.refusal === null) return <Alert type="success" showIcon title={t('acts.done', { name })} />
  const words = faults[answer.refusal.code]
  const why = words === undefined ? answer.refusal.code : `${words.title}${t('semicolon')}${words.next}`
  return <Alert type="error" showIcon title={t('acts.refused', { name })} description={why} />
}
