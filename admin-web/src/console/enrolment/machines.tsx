import { Alert, Button, Empty, Flex, Input, Modal, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { timeText } from '../../parts/times.js'
import { ReasonDialog } from './reason-dialog.js'
import type { CodesMade, MachineLine, RevocationAhead, Revoked } from './shapes.js'
import { useAct } from './use-act.js'

const colors: Readonly<Record<MachineLine['state'], string>> = {
  trusted: 'green',
  'renewal-due': 'blue',
  overdue: 'orange',
  revoked: 'red',
}

interface Props {
  readonly machines: readonly MachineLine[]
  readonly show: (made: CodesMade) => void
}

type Doing = { readonly what: 'revoke' | 'replace'; readonly machine: MachineLine }

/** Machines below this gateway: one that burnt is replaced, one that was stolen is put out. */
export function Machines({ machines, show }: Props) {
  const { t } = useTranslation()
  const [text, find] = useState('')
  const [doing, begin] = useState<Doing | null>(null)
  const [done, tellDone] = useState<Revoked | null>(null)
  const shown = machines.filter(({ site }) => site.name.includes(text))
  return (
    <Part title={t('enrolment.machines')}>
      <Flex vertical gap={12}>
        {done !== null && <DoneWords done={done} />}
        {machines.length > 10 && (
          <Input
            aria-label={t('enrolment.find')}
            allowClear
            style={{ width: 280 }}
            value={text}
            onChange={({ target }) => find(target.value)}
          />
        )}
        <MachineTable machines={shown} begin={begin} />
      </Flex>
      {doing?.what === 'revoke' && (
        <ReasonDialog<Revoked>
          title={t('enrolment.revokeTitle', { name: doing.machine.site.name })}
          path={`/api/sites/${encodeURIComponent(doing.machine.site.id)}/revocation`}
          act={t('enrolment.revoke')}
          danger
          done={(revoked) => {
            tellDone(revoked)
            begin(null)
          }}
          close={() => begin(null)}
        >
          <Ahead site={doing.machine.site.id} word="ahead" />
        </ReasonDialog>
      )}
      {doing?.what === 'replace' && <Replace machine={doing.machine} show={show} close={() => begin(null)} />}
    </Part>
  )
}

function DoneWords({ done: { seized, refused } }: { readonly done: Revoked }) {
  const { t } = useTranslation()
  const word = refused.length === 0 ? 'enrolment.revoked' : 'enrolment.revokedPartly'
  return (
    <Alert
      type={refused.length === 0 ? 'success' : 'warning'}
      showIcon
      title={t(word, { count: seized.length, refused: refused.length })}
    />
  )
}

function MachineTable({ machines, begin }: Pick<Props, 'machines'> & { readonly begin: (doing: Doing) => void }) {
  const { t } = useTranslation()
  if (machines.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('enrolment.noMachines')} />
  return (
    <Table
      aria-label={t('enrolment.machinesTable')}
      rowKey={({ site }) => site.id}
      size="small"
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...machines]}
      columns={[
        { title: t('enrolment.site'), render: (_, { site }) => site.name },
        {
          title: t('enrolment.state'),
          render: (_, { state }) => <Tag color={colors[state]}>{t(`enrolment.machineState.${state}`)}</Tag>,
        },
        { title: t('enrolment.renewBy'), className: 'number', render: (_, { renewByMs }) => timeText(renewByMs) },
        { title: t('enrolment.generation'), dataIndex: 'generation' },
        {
          title: '',
          align: 'end',
          render: (_, machine) =>
            machine.state !== 'revoked' && (
              <Flex gap={8} justify="end">
                <Button
                  size="small"
                  aria-label={`${t('enrolment.replace')} ${machine.site.name}`}
                  onClick={() => begin({ what: 'replace', machine })}
                >
                  {t('enrolment.replace')}
                </Button>
                <Button
                  size="small"
                  danger
                  aria-label={`${t('enrolment.revoke')} ${machine.site.name}`}
                  onClick={() => begin({ what: 'revoke', machine })}
                >
                  {t('enrolment.revoke')}
                </Button>
              </Flex>
            ),
        },
      ]}
    />
  )
}

/** What it will do, counted now. */
function Ahead({ site, word }: { readonly site: string; readonly word: 'ahead' | 'replaceAhead' }) {
  const { t } = useTranslation()
  const ahead = useAnswer<RevocationAhead>(`/api/sites/${encodeURIComponent(site)}/revocation`)
  return (
    <Asked query={ahead}>
      {({ cases, waiting, places }) => (
        <Alert
          type="warning"
          showIcon
          title={t(`enrolment.${word}`, { cases, waiting })}
          {...(places.length > 0 && {
            description: t('enrolment.aheadPlaces', { places: places.map(({ name }) => name).join(t('semicolon')) }),
          })}
        />
      )}
    </Asked>
  )
}

/** A code for the machine that takes a burnt one's place; the old one is refused only once the new one says it. */
function Replace({
  machine,
  show,
  close,
}: {
  readonly machine: MachineLine
  readonly show: Props['show']
  readonly close: () => void
}) {
  const { t } = useTranslation()
  const made = useAct<CodesMade>('/api/enrolments', (codes) => {
    show(codes)
    close()
  })
  return (
    <Modal open title={t('enrolment.replaceTitle', { name: machine.site.name })} footer={null} onCancel={close} width={560}>
      <Flex vertical gap={12}>
        <Ahead site={machine.site.id} word="replaceAhead" />
        {made.error !== null && <Refusal error={made.error} />}
        <Flex gap={12} justify="end">
          <Button onClick={close}>{t('enrolment.cancel')}</Button>
          <Button
            type="primary"
            loading={made.isPending}
            onClick={() => made.mutate({ sites: [machine.site.id], replaces: true })}
          >
            {t('enrolment.makeSheet')}
          </Button>
        </Flex>
      </Flex>
    </Modal>
  )
}
