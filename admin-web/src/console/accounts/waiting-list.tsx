import { Alert, Button, Empty, Flex, Modal, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { timeText } from '../../parts/times.js'
import { Grants } from './account-list.js'
import type { Made } from './first-password.js'
import type { Accounts, FirstPassword, Outcome, Waiting } from './shapes.js'
import { useAct } from './use-act.js'

interface Props {
  readonly answer: Accounts
  readonly setMade: (made: Made) => void
}

/** 待确认: what waits for a second person or for the city, and what became of it. */
export function WaitingList({ answer, setMade }: Props) {
  const { t } = useTranslation()
  const { waiting } = answer
  const [asked, ask] = useState<Waiting | null>(null)
  return (
    <Part title={t('people.waiting.table')}>
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{t('people.waiting.hint')}</Typography.Text>
        {waiting.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('people.waiting.none')} />
        ) : (
          <Table
            aria-label={t('people.waiting.table')}
            rowKey="id"
            size="small"
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={[...waiting]}
            columns={[
              { title: t('people.waiting.whatTitle'), width: 130, render: (_, { what }) => t(`people.waiting.what.${what}`) },
              { title: t('people.waiting.whom'), render: (_, line) => <About line={line} /> },
              { title: t('people.waiting.by'), width: 110, render: (_, { by }) => by.name },
              { title: t('people.waiting.at'), width: 140, className: 'number', render: (_, { atMs }) => timeText(atMs) },
              { title: t('people.waiting.state'), width: 220, render: (_, line) => <State line={line} /> },
              { title: '', width: 200, render: (_, line) => <Acts line={line} answer={answer} ask={ask} setMade={setMade} /> },
            ]}
          />
        )}
      </Flex>
      {asked !== null && <Agree line={asked} close={() => ask(null)} />}
    </Part>
  )
}

function About({ line: { people, roles } }: { readonly line: Waiting }) {
  return (
    <Flex gap={8} wrap align="center">
      <span>{people.map(({ name }) => name).join(' → ')}</span>
      {roles.length > 0 && <Grants roles={roles} />}
    </Flex>
  )
}

const colours = { proposed: 'orange', agreed: 'blue', asked: 'blue', done: 'green', refused: 'red' } as const

function State({ line: { state, second, code } }: { readonly line: Waiting }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  return (
    <Flex vertical gap={2}>
      <span>
        <Tag color={colours[state]}>{t(`people.waiting.states.${state}`)}</Tag>
      </span>
      {second !== null && <span>{t('people.waiting.second', { name: second.name })}</span>}
      {code !== null && <span>{faults[code]?.title ?? code}</span>}
    </Flex>
  )
}

interface ActsProps extends Props {
  readonly line: Waiting
  readonly ask: (line: Waiting) => void
}

function Acts({ line, answer, ask, setMade }: ActsProps) {
  const { t } = useTranslation()
  const me = useSeat().session.person
  const account = answer.accounts.find(({ person }) => person === line.people[0]?.id)
  const collect = useAct<Outcome | FirstPassword>((made) => {
    if ('password' in made && account !== undefined) setMade({ ...made, name: account.name, login: account.login })
  })
  if (line.state === 'agreed' && line.by.id === me && account !== undefined)
    return (
      <Button
        type="primary"
        size="small"
        loading={collect.isPending}
        onClick={() =>
          collect.mutate({
            path: `/api/accounts/${encodeURIComponent(account.person)}/password`,
            method: 'POST',
            body: { newSeed: true },
          })
        }
      >
        {t('people.waiting.collect')}
      </Button>
    )
  if (line.state !== 'proposed') return null
  if (line.by.id === me || line.people.some(({ id }) => id === me)) return t('people.waiting.own')
  return (
    <Button size="small" type="primary" onClick={() => ask(line)}>
      {`${t('people.waiting.agree')} / ${t('people.waiting.refuse')}`}
    </Button>
  )
}

function Agree({ line, close }: { readonly line: Waiting; readonly close: () => void }) {
  const { t } = useTranslation()
  const act = useAct<Outcome | null>(close)
  const path = `/api/accounts/changes/${line.id}`
  const whom = line.people.map(({ name }) => name).join(t('people.comma'))
  return (
    <Modal open title={`${t(`people.waiting.what.${line.what}`)} ${whom}`} footer={null} onCancel={close}>
      <Flex vertical gap={12}>
        {act.error !== null && <Refusal error={act.error} />}
        <About line={line} />
        <Alert type="info" title={t('people.waiting.agreeAsk')} />
        <Flex gap={12}>
          <Button
            type="primary"
            loading={act.isPending}
            onClick={() => act.mutate({ path: `${path}/confirmation`, method: 'POST', body: {} })}
          >
            {t('people.waiting.agree')}
          </Button>
          <Button danger disabled={act.isPending} onClick={() => act.mutate({ path, method: 'DELETE' })}>
            {t('people.waiting.refuse')}
          </Button>
        </Flex>
      </Flex>
    </Modal>
  )
}
