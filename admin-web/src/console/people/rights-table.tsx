import { Flex, Input, Select, Table, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useDirectory } from '../../counter/acts/directory-field.js'
import { Asked } from '../../parts/asked.js'
import { Part } from '../../parts/part.js'
import type { Rights, Role } from '../accounts/shapes.js'

type Row = Rights['actions'][number]['rows'][number] & { readonly action: string; readonly words: string; readonly key: string }

/** 权限表: the program's own table, row by row. */
export function RightsTable() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const query = useDirectory<Rights>('/api/rights')
  const [text, role] = [params.get('text') ?? '', params.get('role') ?? '']
  const change = (next: Readonly<Record<string, string>>) => {
    const kept = { view: 'rights', text, role, ...next }
    setParams(Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== '')), { replace: true })
  }
  return (
    <Part title={t('people.view.rights')}>
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{t('people.rights.hint')}</Typography.Text>
        <Asked query={query}>
          {(rights) => (
            <Flex vertical gap={12}>
              <Flex gap={16} role="search" aria-label={t('people.rights.find')}>
                <Input
                  allowClear
                  aria-label={t('people.rights.find')}
                  placeholder={t('people.rights.find')}
                  style={{ width: 300 }}
                  defaultValue={text}
                  onChange={({ target }) => change({ text: target.value })}
                />
                <Select
                  aria-label={t('people.rights.role')}
                  style={{ width: 200 }}
                  value={role}
                  options={[
                    { value: '', label: t('people.rights.everyRole') },
                    ...rolesOf(rights).map((value) => ({ value, label: t(`people.role.${value}`) })),
                  ]}
                  onChange={(next) => change({ role: next })}
                />
              </Flex>
              <Rows rows={rowsOf(rights).filter((row) => fits(row, text, role))} everyRole={rolesOf(rights).length} />
            </Flex>
          )}
        </Asked>
      </Flex>
    </Part>
  )
}

function Rows({ rows, everyRole }: { readonly rows: readonly Row[]; readonly everyRole: number }) {
  const { t } = useTranslation()
  const who = (roles: Row['roles']) =>
    roles.length === everyRole
      ? t('people.rights.everybody')
      : roles.map((role) => t(`people.role.${role}`)).join(t('people.comma'))
  const where = (tiers: Row['tiers']) =>
    tiers.length === 3
      ? t('people.rights.anywhere')
      : tiers.map((tier) => t(`people.rights.tier.${tier}`)).join(t('people.comma'))
  return (
    <Table
      aria-label={t('people.view.rights')}
      rowKey="key"
      size="small"
      pagination={{ pageSize: 25, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...rows]}
      columns={[
        {
          title: t('people.rights.action'),
          width: 320,
          render: (_, { action, words }) => (
            <>
              {words} <Typography.Text type="secondary">{action}</Typography.Text>
            </>
          ),
        },
        { title: t('people.rights.who'), render: (_, { roles }) => who(roles) },
        { title: t('people.rights.reach'), width: 200, render: (_, { reach }) => t(`people.rights.reaches.${reach}`) },
        { title: t('people.rights.whose'), width: 120, render: (_, { whose }) => t(`people.rights.whoses.${whose}`) },
        { title: t('people.rights.tiers'), width: 90, render: (_, { tiers }) => where(tiers) },
      ]}
    />
  )
}

function rowsOf({ actions }: Rights): readonly Row[] {
  return actions.flatMap(({ action, words, rows }) =>
    rows.map((row, index) => ({ ...row, action, words, key: `${action} ${index}` })),
  )
}

function rolesOf({ actions }: Rights): readonly Role[] {
  return [...new Set(actions.flatMap(({ rows }) => rows.flatMap(({ roles }) => roles)))]
}

function fits({ action, words, roles }: Row, text: string, role: string): boolean {
  return (role === '' || roles.some((each) => each === role)) && `${words} ${action}`.includes(text)
}
