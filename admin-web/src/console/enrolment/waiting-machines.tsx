import { Alert, Button, Flex, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { ReasonDialog } from './reason-dialog.js'
import type { CodeLine } from './shapes.js'
import { useAct } from './use-act.js'

/** Machines that said a code and are not let in yet. Nothing where none waits. */
export function WaitingMachines({ codes }: { readonly codes: readonly CodeLine[] }) {
  const { t } = useTranslation()
  const [refusing, refuse] = useState<CodeLine | null>(null)
  if (codes.length === 0) return null
  return (
    <Part title={t('enrolment.waiting')}>
      <Alert type="info" showIcon title={t('enrolment.waitingHint')} style={{ marginBottom: 12 }} />
      <Table
        aria-label={t('enrolment.waitingTable')}
        rowKey="id"
        size="middle"
        pagination={false}
        dataSource={[...codes]}
        columns={[
          { title: t('enrolment.site'), render: (_, { site }) => site.name },
          { title: t('enrolment.fingerprint'), className: 'number', render: (_, { fingerprint }) => <code>{fingerprint}</code> },
          { title: t('enrolment.state'), render: (_, code) => <Decide code={code} refuse={() => refuse(code)} /> },
        ]}
      />
      {refusing !== null && (
        <ReasonDialog
          title={t('enrolment.refuseTitle', { name: refusing.site.name })}
          path={`/api/enrolments/${refusing.id}/refusal`}
          act={t('enrolment.refuse')}
          danger
          done={() => refuse(null)}
          close={() => refuse(null)}
        >
          {t('enrolment.refuseHint')}
        </ReasonDialog>
      )}
    </Part>
  )
}

function Decide({ code, refuse }: { readonly code: CodeLine; readonly refuse: () => void }) {
  const { t } = useTranslation()
  const approve = useAct(`/api/enrolments/${code.id}/approval`, () => {})
  return (
    <Flex vertical gap={8}>
      <Flex gap={8}>
        <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate({})}>
          {t('enrolment.approve')}
        </Button>
        <Button onClick={refuse}>{t('enrolment.refuse')}</Button>
      </Flex>
      {approve.error !== null && <Refusal error={approve.error} />}
    </Flex>
  )
}
