import { Alert, Button, Checkbox, Empty, Flex, Input, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useOrganName, usePlaceName } from './directory.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { AccountPanel } from './account-panel.js'
import type { Made } from './first-password.js'
import { NewAccount } from './new-account.js'
import { ADMINISTRATIONS, type AccountLine, type Grant } from './shapes.js'

interface Props {
  readonly accounts: readonly AccountLine[]
  readonly setMade: (made: Made) => void
}

/** 账号: those the person looks after, found by any word of the line. */
export function AccountList({ accounts, setMade }: Props) {
  const { t } = useTranslation()
  const isSecurity = useSeat().session.roles.some(({ role }) => role === 'security-administrator')
  const [params, setParams] = useSearchParams()
  const [isAdding, add] = useState(false)
  const [told, tell] = useState<string | null>(null)
  const wordsOf = useWordsOf()
  const text = params.get('text') ?? ''
  const isOpenOnly = params.get('all') !== 'yes'
  const change = (next: Readonly<Record<string, string>>) => {
    const kept = { text, ...(!isOpenOnly && { all: 'yes' }), person: params.get('person') ?? '', ...next }
    setParams(Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== '')), { replace: true })
  }
  const shown = accounts.filter((each) => (!isOpenOnly || each.state === 'active') && wordsOf(each).includes(text.toLowerCase()))
  const chosen = accounts.find(({ person }) => person === params.get('person')) ?? null
  return (
    <Part title={t('people.view.accounts')}>
      <Flex vertical gap={12}>
        {!isSecurity && <Alert type="info" title={t('people.readOnly')} />}
        {told !== null && <Alert type="success" showIcon closable title={told} role="status" />}
        <Flex gap={16} align="center" role="search" aria-label={t('people.find')}>
          <Input.Search
            allowClear
            aria-label={t('people.find')}
            placeholder={t('people.find')}
            defaultValue={text}
            style={{ width: 340 }}
            onChange={({ target }) => change({ text: target.value })}
          />
          <Checkbox checked={isOpenOnly} onChange={({ target }) => change({ all: target.checked ? '' : 'yes' })}>
            {t('people.onlyOpen')}
          </Checkbox>
          <Typography.Text type="secondary">{t('people.countShown', { shown: shown.length })}</Typography.Text>
          {isSecurity && (
            <Button type="primary" style={{ marginInlineStart: 'auto' }} onClick={() => add(true)}>
              {t('people.act.add')}
            </Button>
          )}
        </Flex>
        <AccountTable accounts={shown} open={(person) => change({ person })} />
      </Flex>
      {isAdding && <NewAccount close={() => add(false)} done={(words) => (add(false), tell(words))} />}
      {chosen !== null && (
        <AccountPanel
          account={chosen}
          isSecurity={isSecurity}
          close={() => change({ person: '' })}
          tell={tell}
          setMade={setMade}
        />
      )}
    </Part>
  )
}

function AccountTable({
  accounts,
  open,
}: {
  readonly accounts: readonly AccountLine[]
  readonly open: (person: string) => void
}) {
  const { t } = useTranslation()
  if (accounts.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('people.none')} />
  return (
    <Table
      aria-label={t('people.table')}
      rowKey="person"
      size="small"
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...accounts]}
      columns={[
        { title: t('people.name'), width: 110, dataIndex: 'name' },
        { title: t('people.login'), width: 130, dataIndex: 'login' },
        { title: t('people.roles'), render: (_, { roles }) => <Grants roles={roles} /> },
        { title: t('people.state'), width: 90, render: (_, account) => <StateTag account={account} /> },
        { title: t('people.password'), width: 130, render: (_, { password }) => t(`people.passwords.${password}`) },
        {
          title: '',
          width: 90,
          render: (_, { person, name }) => (
            <Button size="small" aria-label={t('people.openFor', { name })} onClick={() => open(person)}>
              {t('people.open')}
            </Button>
          ),
        },
      ]}
    />
  )
}

export function StateTag({ account: { state, active } }: { readonly account: AccountLine }) {
  const { t } = useTranslation()
  const word = state === 'active' ? 'active' : active ? 'closed' : 'left'
  return <Tag color={word === 'active' ? 'green' : 'default'}>{t(`people.states.${word}`)}</Tag>
}

/** Roles with where they are held, one line for each. */
export function Grants({ roles }: { readonly roles: readonly Grant[] }) {
  const { t } = useTranslation()
  const [placeName, organName] = [usePlaceName(), useOrganName()]
  if (roles.length === 0) return <Typography.Text type="secondary">{t('people.noRoles')}</Typography.Text>
  return (
    <Flex gap={4} wrap>
      {roles.map(({ role, place, organ }) => (
        <Tag key={`${role} ${place} ${organ ?? ''}`} color={ADMINISTRATIONS.includes(role) ? 'purple' : 'blue'}>
          {[t(`people.role.${role}`), placeName(place), organ === null ? null : organName(organ)].filter(Boolean).join(' · ')}
        </Tag>
      ))}
    </Flex>
  )
}

/** Everything of a line that somebody may type. */
function useWordsOf(): (account: AccountLine) => string {
  const { t } = useTranslation()
  const [placeName, organName] = [usePlaceName(), useOrganName()]
  return ({ name, login, roles, posts }) =>
    [
      name,
      login,
      ...roles.flatMap(({ role, place, organ }) => [t(`people.role.${role}`), placeName(place), organName(organ ?? '')]),
      ...posts.map(({ place }) => placeName(place)),
    ]
      .join(' ')
      .toLowerCase()
}
