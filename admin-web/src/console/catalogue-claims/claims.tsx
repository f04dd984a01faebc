import { Checkbox, Flex, Select, Table, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { OrganField } from '../../counter/acts/directory-field.js'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { DueTag } from '../../parts/tags/due-tag.js'
import { useWish, written } from '../catalogue/address.js'
import { useIsEditor } from '../catalogue/roles.js'
import type { ClaimLine, Claims, ClaimState } from '../catalogue/shapes.js'
import { ClaimActs } from './claim-acts.js'

export const claimStates: readonly ClaimState[] = ['unclaimed', 'claimed', 'no-function', 'published']

/** 认领: each organ's answer to each entry, with its date. */
export function ClaimList() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const { organ, state, onlyLate, onlyBehind } = wish
  const query = useAnswer<Claims>(`/api/claims?${written({ organ, state, onlyLate, onlyBehind })}`)
  const tick = (name: 'onlyLate' | 'onlyBehind') => (
    <Checkbox checked={wish[name] === 'true'} onChange={({ target }) => change({ [name]: target.checked ? 'true' : '' })}>
      {t(`catalogue.claims.${name}`)}
    </Checkbox>
  )
  return (
    <>
      <Flex gap={12} wrap align="center" role="search" aria-label={t('catalogue.claims.search')} style={{ marginBottom: 12 }}>
        <div className="catalogue-organ">
          <OrganField
            label={t('catalogue.organ')}
            none={t('catalogue.organ')}
            value={organ ?? null}
            change={(next) => change({ organ: next ?? '' })}
          />
        </div>
        <Select
          aria-label={t('catalogue.claims.state')}
          placeholder={t('catalogue.claims.state')}
          allowClear
          style={{ width: 160 }}
          value={state ?? null}
          options={claimStates.map((value) => ({ value, label: t(`catalogue.claims.states.${value}`) }))}
          onChange={(next: string | undefined) => change({ state: next ?? '' })}
        />
        {tick('onlyLate')}
        {tick('onlyBehind')}
      </Flex>
      <Asked query={query}>{({ claims, asOfMs }) => <ClaimTable claims={claims} asOfMs={asOfMs} />}</Asked>
    </>
  )
}

function keyOf({ gateway, organ, entry }: ClaimLine): string {
  return `${gateway.id}/${organ.id}/${entry.id}`
}

function ClaimTable({ claims, asOfMs }: { readonly claims: readonly ClaimLine[]; readonly asOfMs: number }) {
  const { t } = useTranslation()
  const { site } = useSeat().start
  const isEditor = useIsEditor()
  const [keys, choose] = useState<readonly string[]>([])
  const chosen = claims.filter((claim) => keys.includes(keyOf(claim)))
  return (
    <Flex vertical gap={12}>
      {isEditor && <ClaimActs chosen={chosen} done={() => choose([])} />}
      <Table
        aria-label={t('catalogue.claims.views.claims')}
        rowKey={keyOf}
        size="middle"
        dataSource={[...claims]}
        columns={columns(t, asOfMs)}
        locale={{ emptyText: t('catalogue.claims.empty') }}
        pagination={{
          pageSize: 15,
          hideOnSinglePage: true,
          showSizeChanger: false,
          showTotal: (total) => t('catalogue.items.total', { total }),
        }}
        {...(isEditor && {
          rowSelection: {
            selectedRowKeys: [...keys],
            onChange: (next) => choose(next.map(String)),
            getCheckboxProps: (line: ClaimLine) => ({
              disabled: line.gateway.id !== site.id,
              'aria-label': t('catalogue.claims.choose', { entry: line.entry.name, organ: line.organ.name }),
            }),
          },
        })}
      />
    </Flex>
  )
}

const colors = { unclaimed: 'red', claimed: 'blue', 'no-function': 'default', published: 'green' } as const

function columns(t: TFunction, asOfMs: number): TableColumnsType<ClaimLine> {
  return [
    { title: t('catalogue.claims.entry'), render: (_, { entry }) => entry.name },
    { title: t('catalogue.organ'), render: (_, { organ }) => organ.name },
    { title: t('catalogue.claims.gateway'), render: (_, { gateway }) => gateway.name },
    { title: t('catalogue.claims.state'), render: (_, line) => <ClaimTags line={line} /> },
    {
      title: t('catalogue.claims.item'),
      render: (_, { item }) =>
        item === null ? t('none') : <Link to={`/catalogue/${encodeURIComponent(item)}`}>{t('catalogue.claims.open')}</Link>,
    },
    {
      title: t('catalogue.claims.due'),
      render: (_, { due, late }) => (
        <>
          <DueTag date={due} asOfMs={asOfMs} /> {late > 0 && <Tag color="red">{t('catalogue.claims.late', { days: late })}</Tag>}
        </>
      ),
    },
  ]
}

function ClaimTags({ line }: { readonly line: ClaimLine }) {
  const { t } = useTranslation()
  const { state, reason, behind, withdrawn, baseVersion, newest } = line
  return (
    <>
      <Tag color={colors[state]}>{t(`catalogue.claims.states.${state}`)}</Tag>
      {behind && <Tag color="orange">{t('catalogue.claims.behind', { from: baseVersion, to: newest })}</Tag>}
      {withdrawn && <Tag color="red">{t('catalogue.claims.withdrawn')}</Tag>}
      {reason !== null && <div className="catalogue-words">{reason}</div>}
    </>
  )
}
