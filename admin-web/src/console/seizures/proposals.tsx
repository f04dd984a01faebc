import { Alert, Button, Descriptions, Empty, Flex, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { newId } from '../../counter/tell.js'
import { useSeat } from '../../parts/desk.js'
import { Refusal } from '../../parts/refusal.js'
import { timeText } from '../../parts/times.js'
import { useAct } from '../accounts/use-act.js'
import type { Proposal, Seized } from './seizure-page.js'

type Tell = (words: readonly string[]) => void

interface Props {
  readonly proposals: readonly Proposal[]
  readonly tell: Tell
}

/** What waits for a second person. */
export function Proposals({ proposals, tell }: Props) {
  const { t } = useTranslation()
  const { person, roles } = useSeat().session
  const [chosen, choose] = useState<Proposal | null>(null)
  const mayConfirm = roles.some(({ role }) => role === 'supervisor' || role === 'security-administrator')
  if (proposals.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('seizures.none')} />
  return (
    <Flex vertical gap={12}>
      {!mayConfirm && <Alert type="info" title={t('seizures.outOfReach')} />}
      <Table
        aria-label={t('seizures.table')}
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={[...proposals]}
        columns={[
          { title: t('seizures.from'), render: (_, { from }) => from.name },
          { title: t('seizures.cases'), render: (_, proposal) => <What proposal={proposal} /> },
          { title: t('seizures.heard'), className: 'number', render: (_, { lastHeardMs }) => heard(lastHeardMs) },
          { title: t('seizures.by'), render: (_, { by }) => by.name },
          { title: t('seizures.at'), className: 'number', render: (_, { atMs }) => timeText(atMs) },
          {
            title: '',
            width: 170,
            render: (_, proposal) =>
              proposal.by.id === person ? (
                t('seizures.own')
              ) : (
                <Button size="small" type="primary" disabled={!mayConfirm} onClick={() => choose(proposal)}>
                  {t('seizures.look')}
                </Button>
              ),
          },
        ]}
      />
      {chosen !== null && <Decide proposal={chosen} close={() => choose(null)} tell={tell} />}
    </Flex>
  )

  function heard(ms: number | null): string {
    return ms === null ? t('seizures.never') : timeText(ms)
  }
}

function What({ proposal: { caseId, number, cases } }: { readonly proposal: Proposal }) {
  const { t } = useTranslation()
  if (caseId === null) return t('seizures.caseCount', { count: cases })
  return (
    <Link className="number" to={`/cases/${caseId}`}>
      {number ?? caseId.slice(0, 8)}
    </Link>
  )
}

interface DecideProps {
  readonly proposal: Proposal
  readonly close: () => void
  readonly tell: Tell
}

function Decide({ proposal, close, tell }: DecideProps) {
  const { t } = useTranslation()
  const { start } = useSeat()
  const { id, caseId, from, seizer, reason, by } = proposal
  const [askId] = useState(newId)
  const end = (words: readonly string[]) => (tell(words), close())
  const confirm = useAct<Seized>((seized) => end(resultWords(seized)))
  const ask = useAct<object>(() => end([t('seizures.asked', { name: seizer?.name ?? '' })]))
  const refuse = useAct<null>(() => end([t('seizures.refused')]))
  const isCountys = seizer !== null && seizer.id !== start.site.id && caseId !== null
  const error = confirm.error ?? ask.error ?? refuse.error
  const agree = () =>
    isCountys
      ? ask.mutate({ path: `/api/cases/${caseId}/seizure-asks`, method: 'POST', body: { askId, from: from.id } })
      : confirm.mutate({ path: `/api/seizures/${id}/confirmation`, method: 'POST', body: {} })
  return (
    <Modal open title={t('seizures.title')} footer={null} onCancel={close} width={640}>
      <Flex vertical gap={12}>
        {error !== null && <Refusal error={error} />}
        <Descriptions
          size="small"
          column={1}
          bordered
          items={[
            { key: 'from', label: t('seizures.from'), children: from.name },
            { key: 'cases', label: t('seizures.cases'), children: <What proposal={proposal} /> },
            { key: 'reason', label: t('seizures.reason'), children: t(`seizures.reasons.${reason}`) },
            { key: 'by', label: t('seizures.by'), children: by.name },
          ]}
        />
        <Alert type="warning" showIcon title={t('seizures.wary')} />
        <Flex gap={12}>
          <Button type="primary" loading={confirm.isPending || ask.isPending} onClick={agree}>
            {isCountys ? t('seizures.askCounty', { name: seizer.name }) : t('seizures.confirm')}
          </Button>
          <Button
            danger
            loading={refuse.isPending}
            onClick={() => refuse.mutate({ path: `/api/seizures/${id}`, method: 'DELETE' })}
          >
            {t('seizures.refuse')}
          </Button>
        </Flex>
      </Flex>
    </Modal>
  )

  function resultWords({ seized, refused }: Seized): readonly string[] {
    const titles = [...new Set(refused.map(({ code }) => start.faults[code]?.title ?? code))].join('；')
    const not = refused.length === 0 ? [] : [t('seizures.notSeized', { count: refused.length, reasons: titles })]
    return [t('seizures.seized', { count: seized.length }), ...not]
  }
}
