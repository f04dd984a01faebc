import { Button, Flex, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OrganField } from '../../counter/acts/directory-field.js'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Refusal } from '../../parts/refusal.js'
import { useIsEditor } from '../catalogue/roles.js'
import type { BaseEntry } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'

/** 未分派: entries whose department no organ here is called after; the hall gives them to one. */
export function Unassigned() {
  const query = useAnswer<{ readonly entries: readonly BaseEntry[] }>('/api/base-list/unassigned')
  return <Asked query={query}>{({ entries }) => <Assign entries={entries} />}</Asked>
}

function Assign({ entries }: { readonly entries: readonly BaseEntry[] }) {
  const { t } = useTranslation()
  const isEditor = useIsEditor()
  const [keys, choose] = useState<readonly string[]>([])
  const [organ, setOrgan] = useState<string | null>(null)
  const send = useAct(() => choose([]))
  return (
    <Flex vertical gap={12}>
      {isEditor && (
        <Flex gap={8} align="center">
          <span>{t('catalogue.claims.chosen', { count: keys.length })}</span>
          <div className="catalogue-organ">
            <OrganField
              label={t('catalogue.claims.assignTo')}
              none={t('catalogue.claims.assignTo')}
              value={organ}
              change={setOrgan}
            />
          </div>
          <Button
            type="primary"
            loading={send.isPending}
            disabled={organ === null || keys.length === 0}
            onClick={() => send.mutate({ path: '/api/claims/assignments', body: { organ, entries: keys } })}
          >
            {t('catalogue.claims.assign')}
          </Button>
        </Flex>
      )}
      {send.error !== null && <Refusal error={send.error} />}
      <Table
        aria-label={t('catalogue.claims.views.unassigned')}
        rowKey="id"
        size="middle"
        pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('catalogue.claims.allAssigned') }}
        dataSource={[...entries]}
        columns={[
          { title: t('catalogue.claims.entry'), render: (_, { name }) => name },
          { title: t('catalogue.claims.department'), render: (_, { department }) => department },
        ]}
        {...(isEditor && {
          rowSelection: {
            selectedRowKeys: [...keys],
            onChange: (next) => choose(next.map(String)),
            getCheckboxProps: ({ name }: BaseEntry) => ({ 'aria-label': name }),
          },
        })}
      />
    </Flex>
  )
}
