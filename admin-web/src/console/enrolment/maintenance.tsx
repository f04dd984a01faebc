import { Button, Flex, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { exactTimeText } from '../../parts/times.js'
import { ReasonDialog } from './reason-dialog.js'
import { useAct } from './use-act.js'

interface State {
  readonly maintenance: { readonly sinceMs: number; readonly by: string; readonly reason: string } | null
  readonly undrained: number
}

/** 维护: this machine takes no new work, and one sees when it has sent what it had. */
export function MaintenancePart() {
  const { t } = useTranslation()
  const state = useAnswer<State>('/api/maintenance')
  return (
    <Part title={t('enrolment.maintenance')}>
      <Asked query={state}>{(answer) => <OneState state={answer} />}</Asked>
    </Part>
  )
}

function OneState({ state: { maintenance, undrained } }: { readonly state: State }) {
  const { t } = useTranslation()
  const [isBeginning, begin] = useState(false)
  const end = useAct('/api/maintenance', () => {})
  const since = maintenance === null ? '' : exactTimeText(maintenance.sinceMs)
  return (
    <Flex vertical gap={12}>
      <Typography.Text>
        {maintenance === null ? t('enrolment.working') : t('enrolment.inMaintenance', { since, reason: maintenance.reason })}
      </Typography.Text>
      <Typography.Text type={undrained === 0 ? 'success' : 'warning'} role="status">
        {undrained === 0 ? t('enrolment.drained') : t('enrolment.undrained', { count: undrained })}
      </Typography.Text>
      <span>
        {maintenance === null ? (
          <Button onClick={() => begin(true)}>{t('enrolment.begin')}</Button>
        ) : (
          <Button type="primary" loading={end.isPending} onClick={() => end.mutate({ reason: null })}>
            {t('enrolment.end')}
          </Button>
        )}
      </span>
      {end.error !== null && <Refusal error={end.error} />}
      {isBeginning && (
        <ReasonDialog
          title={t('enrolment.beginTitle')}
          path="/api/maintenance"
          act={t('enrolment.begin')}
          done={() => begin(false)}
          close={() => begin(false)}
        >
          {t('enrolment.beginHint')}
        </ReasonDialog>
      )}
    </Flex>
  )
}
