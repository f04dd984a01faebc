import { Alert, Button, Flex, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useOrganMap, usePlaceMap } from './directory.js'
import { ADMINISTRATIONS, FOR_ORGANS, type Grant, type Role, ROLES_AT } from './shapes.js'

interface Props {
  readonly roles: readonly Grant[]
  readonly change: (roles: readonly Grant[]) => void
  /** Where a role that is added begins. */
  readonly home: string | null
}

/** 三权分立: two administrations on one person are not sent at all. */
export function isSeparated(roles: readonly Grant[]): boolean {
  return new Set(roles.map(({ role }) => role).filter((role) => ADMINISTRATIONS.includes(role))).size < 2
}

/** Roles one below the other; what may not be together is explained before it is refused. */
export function RoleEditor({ roles, change, home }: Props) {
  const { t } = useTranslation()
  const replace = (at: number, grant: Grant) => change(roles.map((each, index) => (index === at ? grant : each)))
  const isAdministration = roles.some(({ role }) => ADMINISTRATIONS.includes(role))
  return (
    <Flex vertical gap={8}>
      {roles.map((grant, index) => (
        <GrantRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list; two may say the same while being typed
          key={index}
          grant={grant}
          number={index + 1}
          change={(next) => replace(index, next)}
          remove={() => change(roles.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        style={{ alignSelf: 'flex-start' }}
        disabled={home === null}
        onClick={() => home !== null && change([...roles, { role: 'reader', place: home, organ: null }])}
      >
        {t('people.roleAdd')}
      </Button>
      {!isSeparated(roles) && <Alert type="error" showIcon title={t('people.separated')} />}
      {isAdministration && isSeparated(roles) && <Alert type="info" showIcon title={t('people.needsSecond')} />}
    </Flex>
  )
}

interface RowProps {
  readonly grant: Grant
  readonly number: number
  readonly change: (grant: Grant) => void
  readonly remove: () => void
}

function GrantRow({ grant, number, change, remove }: RowProps) {
  const { t } = useTranslation()
  const [places, organs] = [usePlaceMap(), useOrganMap()]
  const kind = places.get(grant.place)?.kind
  const names = kind === undefined ? [grant.role] : [...new Set([...ROLES_AT[kind], grant.role])]
  const isForOrgan = FOR_ORGANS.includes(grant.role)
  const search = { optionFilterProp: 'label' } as const
  const label = (word: string) => `${word} ${number}`
  return (
    <Flex gap={8}>
      <Select<Role>
        aria-label={label(t('people.roleName'))}
        style={{ width: 160 }}
        value={grant.role}
        options={names.map((value) => ({ value, label: t(`people.role.${value}`) }))}
        onChange={(role) => change({ ...grant, role, organ: FOR_ORGANS.includes(role) ? grant.organ : null })}
      />
      <Select
        aria-label={label(t('people.rolePlace'))}
        style={{ flex: 1, minWidth: 0 }}
        showSearch={search}
        value={grant.place}
        options={[...places.values()].map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(place: string) => change({ ...grant, place })}
      />
      <Select
        aria-label={label(t('people.roleOrgan'))}
        style={{ width: 190 }}
        allowClear
        disabled={!isForOrgan}
        placeholder={isForOrgan ? t('people.roleOrgan') : t('none')}
        showSearch={search}
        value={grant.organ}
        options={[...organs.values()].map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(organ: string | undefined) => change({ ...grant, organ: organ ?? null })}
      />
      <Button aria-label={t('people.roleRemove', { number })} onClick={remove}>
        ×
      </Button>
    </Flex>
  )
}
