import { Alert, Button, Flex, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '../../counter/tell.js'
import { Refusal } from '../../parts/refusal.js'
import { useOrganMap, usePlaceMap } from './directory.js'
import { isSeparated, RoleEditor } from './role-editor.js'
import { type Grant, type Outcome, type PlaceLine, ROLES_AT } from './shapes.js'
import { useAct } from './use-act.js'

interface Typed {
  readonly name: string
  readonly phone: string
  readonly login: string
  readonly place: string | null
  readonly organ: string | null
  readonly roles: readonly Grant[]
}

interface Props {
  readonly close: () => void
  readonly done: (words: string) => void
}

/** 开立账号: a newcomer with post, login and roles in one act. */
export function NewAccount({ close, done }: Props) {
  const { t } = useTranslation()
  const [person] = useState(() => `p-${newId()}`)
  const [typed, setTyped] = useState<Typed>({ name: '', phone: '', login: '', place: null, organ: null, roles: [] })
  const [missing, setMissing] = useState<string | null>(null)
  const places = usePlaceMap()
  const act = useAct<Outcome>(({ outcome }) =>
    done(t(`people.done.${outcome}`, { what: `${t('people.act.add')} ${typed.name}` })),
  )
  const change = (next: Partial<Typed>) => setTyped((before) => ({ ...before, ...next }))
  const send = () => {
    const lacks = lacking(typed)
    setMissing(lacks === null ? null : t('people.missing', { field: t(`people.${lacks}`) }))
    if (lacks !== null || !isSeparated(typed.roles)) return
    act.mutate({ path: '/api/accounts', method: 'POST', body: bodyOf(person, typed) })
  }
  return (
    <Modal open title={t('people.act.add')} width={760} onCancel={close} footer={null} mask={{ closable: false }}>
      <Flex vertical gap={12}>
        {act.error !== null && <Refusal error={act.error} />}
        <Flex gap={12}>
          <Field name={t('people.newName')}>
            <Input
              autoFocus
              aria-label={t('people.newName')}
              value={typed.name}
              onChange={({ target }) => change({ name: target.value })}
            />
          </Field>
          <Field name={t('people.newPhone')}>
            <Input
              aria-label={t('people.newPhone')}
              value={typed.phone}
              onChange={({ target }) => change({ phone: target.value })}
            />
          </Field>
          <Field name={t('people.newLogin')}>
            <Input
              aria-label={t('people.newLogin')}
              value={typed.login}
              onChange={({ target }) => change({ login: target.value })}
            />
          </Field>
        </Flex>
        <span className="key-in-name">{t('people.newLoginHint')}</span>
        <PostFields typed={typed} places={places} change={change} />
        <Field name={t('people.newRoles')}>
          <RoleEditor roles={typed.roles} change={(roles) => change({ roles })} home={typed.place} />
        </Field>
        {missing !== null && <Alert type="warning" showIcon title={missing} role="alert" />}
        <Flex gap={12} justify="flex-end">
          <Button onClick={close}>{t('people.act.cancel')}</Button>
          <Button type="primary" loading={act.isPending} onClick={send}>
            {t('people.act.save')}
          </Button>
        </Flex>
      </Flex>
    </Modal>
  )
}

interface PostProps {
  readonly typed: Typed
  readonly places: ReadonlyMap<string, PlaceLine>
  readonly change: (next: Partial<Typed>) => void
}

/** The place says which role is usual. */
function PostFields({ typed, places, change }: PostProps) {
  const { t } = useTranslation()
  const organs = [...useOrganMap().values()].filter(({ place }) => place === typed.place)
  const choose = (id: string) => {
    const usual = ROLES_AT[places.get(id)?.kind ?? 'hall'][0] ?? 'reader'
    change({ place: id, organ: null, roles: typed.roles.length > 0 ? typed.roles : [{ role: usual, place: id, organ: null }] })
  }
  const search = { optionFilterProp: 'label' } as const
  return (
    <Flex gap={12}>
      <Field name={t('people.newPlace')}>
        <Select
          aria-label={t('people.newPlace')}
          showSearch={search}
          value={typed.place}
          options={[...places.values()].map(({ id, name }) => ({ value: id, label: name }))}
          onChange={choose}
        />
      </Field>
      <Field name={t('people.newOrgan')}>
        <Select
          aria-label={t('people.newOrgan')}
          allowClear
          disabled={organs.length === 0}
          value={typed.organ}
          options={organs.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(organ: string | undefined) => change({ organ: organ ?? null })}
        />
      </Field>
    </Flex>
  )
}

function Field({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Flex vertical gap={4} style={{ flex: 1, minWidth: 0 }}>
      <span className="field-name">{name}</span>
      {children}
    </Flex>
  )
}

function lacking({ name, login, place }: Typed): 'newName' | 'newLogin' | 'newPlace' | null {
  if (name.trim() === '') return 'newName'
  if (login.trim() === '') return 'newLogin'
  return place === null ? 'newPlace' : null
}

function bodyOf(person: string, { name, phone, login, place, organ, roles }: Typed) {
  const posts = place === null ? [] : [{ place, organ }]
  return { person, login: login.trim(), roles, newcomer: { name: name.trim(), phone: phone.trim() || null, posts } }
}
