import { Button, Empty, Flex, Input, Radio, Select, Table, type TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { useSeat } from '../../parts/desk.js'
import { AsOf } from '../../parts/tags/as-of.js'
import { Asked } from '../../parts/asked.js'
import { CaseNumber } from '../../parts/case/case-number.js'
import { CaseTextSearch } from '../../parts/case/case-text-search.js'
import { ExportLink } from '../../parts/lists/export-link.js'
import { SteadyList } from '../../parts/live/steady-list.js'
import { StageTag } from '../../parts/tags/case-tags.js'
import { DueTag } from '../../parts/tags/due-tag.js'
import type { Worklist as Work } from '../shapes.js'
import { pageSize, stepKinds, worklistPath, workStages } from './filter.js'
import type { WorkProps } from './worklist.js'

type Line = Work['cases'][number]

/** Cases in this site's hands, the most urgent first. */
export function WorkCases({ filter, change }: WorkProps) {
  const { t } = useTranslation()
  const query = useAnswer<Work>(worklistPath(filter))
  return (
    <>
      <Search filter={filter} change={change} />
      <Asked query={query}>
        {({ cases, total, asOfMs }) => (
          <SteadyList asked={worklistPath(filter)} query={query} rows={cases} keyOf={({ line }) => line.caseId}>
            {(rows) =>
              rows.length === 0 ? (
                <Empty description={t('work.noCases')} />
              ) : (
                <>
                  <Table
                    aria-label={t('work.view.cases')}
                    rowKey={({ line }) => line.caseId}
                    size="middle"
                    pagination={false}
                    columns={columns(t, asOfMs)}
                    dataSource={[...rows]}
                  />
                  <Flex gap={16} align="center" justify="end">
                    <ExportLink list="worklist" filter={exportOf(filter)} />
                    <AsOf ms={asOfMs} />
                  </Flex>
                  <Turning filter={filter} change={change} total={total} />
                </>
              )
            }
          </SteadyList>
        )}
      </Asked>
    </>
  )
}

/** The organ stands under another name: in a link, `organ` is the desk's. */
function exportOf({ stage, organ, step, text, due }: WorkProps['filter']): URLSearchParams {
  return new URLSearchParams({
    ...(stage !== null && { stage }),
    ...(organ !== '' && { office: organ }),
    ...(step !== null && { step }),
    ...(text !== '' && { text }),
    ...(due !== '' && { dueBefore: due }),
  })
}

function columns(t: TFunction, asOfMs: number): TableColumnsType<Line> {
  return [
    {
      title: t('cases.number'),
      width: 300,
      render: (_, { line }) => <CaseNumber line={line} />,
    },
    { title: t('cases.item'), render: (_, { line }) => line.item.name },
    {
      title: t('work.step'),
      render: (_, { line, step }) => (
        <Flex gap={6} align="center" wrap>
          <StageTag stage={line.stage} />
          {step?.name}
        </Flex>
      ),
    },
    { title: t('wl.turn'), render: (_, { organ }) => organ?.name ?? t('none') },
    { title: t('one.origin'), render: (_, { line }) => line.originPlace.name },
    { title: t('one.promised'), render: (_, { line }) => <DueTag date={line.promisedDue} asOfMs={asOfMs} /> },
    { title: t('one.legal'), render: (_, { line }) => <DueTag date={line.legalDue} asOfMs={asOfMs} /> },
  ]
}

function Search({ filter, change }: WorkProps) {
  const { t } = useTranslation()
  const [cleared, clear] = useState(0)
  return (
    <Flex vertical gap={12} style={{ marginBottom: 16 }} role="search" aria-label={t('work.view.cases')}>
      <Flex gap={16} align="center" wrap>
        <CaseTextSearch key={cleared} text={filter.text} width={340} find={(text) => change({ text })} />
        <Flex gap={6} align="center">
          <span>{t('work.dueUntil')}</span>
          <Input
            type="date"
            aria-label={t('work.dueUntil')}
            value={filter.due}
            style={{ width: 160 }}
            onChange={({ target }) => change({ due: target.value })}
          />
        </Flex>
        <Office filter={filter} change={change} />
        <Button onClick={() => (clear(cleared + 1), change({ text: '', due: '', stage: null, organ: '', step: null }))}>
          {t('cases.clear')}
        </Button>
      </Flex>
      <Radio.Group
        aria-label={t('cases.stage')}
        optionType="button"
        value={filter.stage ?? ''}
        options={[{ value: '', label: t('cases.all') }, ...workStages.map((it) => ({ value: it, label: t(`stage.${it}`) }))]}
        onChange={({ target }) => change({ stage: workStages.find((stage) => stage === target.value) ?? null })}
      />
    </Flex>
  )
}

interface Organs {
  readonly organs: readonly { readonly id: string; readonly name: string }[]
}

/** 按科室、环节: whose turn it is. */
function Office({ filter: { organ, step }, change }: WorkProps) {
  const { t } = useTranslation()
  const place = useSeat().desk?.place.id ?? ''
  const { data } = useAnswer<Organs>(`/api/organs?place=${encodeURIComponent(place)}`)
  const offices = (data?.organs ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <Select
        aria-label={t('wl.office')}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 200 }}
        value={organ}
        options={[{ value: '', label: t('wl.allOffices') }, ...offices]}
        onChange={(next) => change({ organ: next })}
      />
      <Select
        aria-label={t('wl.step')}
        virtual={false}
        style={{ width: 140 }}
        value={step ?? ''}
        options={[
          { value: '', label: t('wl.allSteps') },
          ...stepKinds.map((kind) => ({ value: kind, label: t(`wl.steps.${kind}`) })),
        ]}
        onChange={(next) => change({ step: stepKinds.find((kind) => kind === next) ?? null })}
      />
    </>
  )
}

function Turning({ filter: { offset }, change, total }: WorkProps & { readonly total: number }) {
  const { t } = useTranslation()
  if (total <= pageSize && offset === 0) return null
  return (
    <nav aria-label={t('cases.paging')}>
      <Flex justify="flex-end" align="center" gap={12} style={{ marginTop: 16 }}>
        <Button disabled={offset === 0} onClick={() => change({ offset: Math.max(0, offset - pageSize) })}>
          {t('cases.previous')}
        </Button>
        <span>{t('work.range', { from: offset + 1, to: Math.min(offset + pageSize, total), total })}</span>
        <Button disabled={offset + pageSize >= total} onClick={() => change({ offset: offset + pageSize })}>
          {t('cases.next')}
        </Button>
      </Flex>
    </nav>
  )
}
