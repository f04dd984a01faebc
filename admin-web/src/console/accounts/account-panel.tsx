import { Alert, Button, Descriptions, Drawer, Flex } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../parts/refusal.js'
import { Grants, StateTag } from './account-list.js'
import { usePlaceName } from './directory.js'
import type { Made } from './first-password.js'
import { isSeparated, RoleEditor } from './role-editor.js'
import { ADMINISTRATIONS, type AccountLine, type FirstPassword, type Grant, type Outcome } from './shapes.js'
import { type Act, useAct } from './use-act.js'

const acts = ['roles', 'reset', 'lock', 'unlock', 'close'] as const
type ActName = (typeof acts)[number]

interface Props {
  readonly account: AccountLine
  readonly isSecurity: boolean
  readonly close: () => void
  readonly tell: (words: string) => void
  readonly setMade: (made: Made) => void
}

/** One account: what it may do, and what the security administrator can do about it. */
export function AccountPanel({ account, isSecurity, close, tell, setMade }: Props) {
  const { t } = useTranslation()
  const [chosen, choose] = useState<ActName | null>(null)
  const placeName = usePlaceName()
  const { name, login, phone, posts, roles, password, state, active } = account
  const possible = acts.filter((act) => (act === 'unlock' ? state === 'closed' && active : active && state === 'active'))
  return (
    <Drawer open title={name} size={720} onClose={close} mask={{ closable: true }}>
      <Flex vertical gap={16}>
        <Descriptions
          size="small"
          column={1}
          bordered
          items={[
            { key: 'login', label: t('people.login'), children: login },
            { key: 'phone', label: t('people.phone'), children: phone ?? t('none') },
            {
              key: 'posts',
              label: t('people.posts'),
              children: posts.map(({ place }) => placeName(place)).join(t('people.comma')) || t('none'),
            },
            { key: 'roles', label: t('people.roles'), children: <Grants roles={roles} /> },
            { key: 'state', label: t('people.state'), children: <StateTag account={account} /> },
            { key: 'password', label: t('people.password'), children: t(`people.passwords.${password}`) },
          ]}
        />
        {isSecurity && (
          <Flex gap={8} wrap>
            {possible.map((act) => (
              <Button key={act} type={chosen === act ? 'primary' : 'default'} onClick={() => choose(act)}>
                {t(`people.act.${act}`)}
              </Button>
            ))}
          </Flex>
        )}
        {chosen !== null && (
          <Chosen
            key={chosen}
            act={chosen}
            account={account}
            cancel={() => choose(null)}
            done={(words) => (tell(words), close())}
            setMade={setMade}
          />
        )}
      </Flex>
    </Drawer>
  )
}

interface ChosenProps {
  readonly act: ActName
  readonly account: AccountLine
  readonly cancel: () => void
  readonly done: (words: string) => void
  readonly setMade: (made: Made) => void
}

/** What the act will do, before it is done. */
function Chosen({ act: what, account, cancel, done, setMade }: ChosenProps) {
  const { t } = useTranslation()
  const { name, login } = account
  const [roles, setRoles] = useState<readonly Grant[]>(account.roles)
  const act = useAct<Outcome | FirstPassword>((answer) => {
    if ('password' in answer) return setMade({ ...answer, name, login })
    done(t(`people.done.${answer.outcome}`, { what: `${t(`people.act.${what}`)} ${name}` }))
  })
  const isAdministrator = account.roles.some(({ role }) => ADMINISTRATIONS.includes(role))
  const isSecurity = account.roles.some(({ role }) => role === 'security-administrator')
  const hint = what === 'reset' && isSecurity ? 'resetSecond' : what
  return (
    <section className="sheet" aria-label={t(`people.act.${what}`)}>
      <Flex vertical gap={12}>
        {act.error !== null && <Refusal error={act.error} />}
        {what === 'roles' ? (
          <RoleEditor roles={roles} change={setRoles} home={account.posts[0]?.place ?? account.roles[0]?.place ?? null} />
        ) : (
          <Alert type={what === 'close' ? 'warning' : 'info'} showIcon title={t(`people.will.${hint}`, { name })} />
        )}
        {what === 'unlock' && isAdministrator && <Alert type="info" title={t('people.will.unlockSecond')} />}
        <Flex gap={12}>
          <Button
            type="primary"
            danger={what === 'close'}
            loading={act.isPending}
            disabled={what === 'roles' && !isSeparated(roles)}
            onClick={() => act.mutate(requestOf(what, account, roles))}
          >
            {t('people.act.confirm', { act: t(`people.act.${what}`) })}
          </Button>
          <Button onClick={cancel}>{t('people.act.cancel')}</Button>
        </Flex>
      </Flex>
    </section>
  )
}

const states = { lock: 'closed', unlock: 'active', close: 'left' } as const

function requestOf(what: ActName, { person }: AccountLine, roles: readonly Grant[]): Act {
  const path = `/api/accounts/${encodeURIComponent(person)}`
  if (what === 'roles') return { path: `${path}/roles`, method: 'PUT', body: { roles } }
  if (what === 'reset') return { path: `${path}/password`, method: 'POST', body: { newSeed: true } }
  return { path: `${path}/state`, method: 'PUT', body: { state: states[what] } }
}
