import { Badge, Checkbox, Flex, Radio, Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { CaseTextSearch } from '../../parts/case/case-text-search.js'
import type { CaseCounts } from '../../parts/shapes.js'
import { ExportLink } from '../../parts/lists/export-link.js'
import { usePlaceName } from '../accounts/directory.js'
import { asked, type CaseFilter, countsPath, pageSizes, stages } from './case-filter.js'

interface Props {
  readonly filter: CaseFilter
  readonly change: (change: Partial<CaseFilter>) => void
}

/** Stage, text, and what another site does not have yet. */
export function CaseSearch({ filter, change }: Props) {
  const { t } = useTranslation()
  return (
    <Flex vertical gap={12} style={{ marginBottom: 16 }} role="search" aria-label={t('cases.search')}>
      <Flex align="center" gap={16}>
        <CaseTextSearch text={filter.text} width={380} find={(text) => change({ text })} />
        <Checkbox checked={filter.onlyHere} onChange={({ target }) => change({ onlyHere: target.checked })}>
          {t('cases.onlyHere')}
        </Checkbox>
        <Select
          aria-label={t('findCase.rows')}
          style={{ width: 110 }}
          value={filter.rows}
          options={pageSizes.map((count) => ({ value: count, label: t('findCase.rowsOf', { count }) }))}
          onChange={(rows) => change({ rows })}
        />
        <ExportLink list="cases" filter={asked(filter)} />
      </Flex>
      <CameBy filter={filter} change={change} />
      <StageChoice filter={filter} change={change} />
    </Flex>
  )
}

/** Conditions that come from another page: shown, and taken away by a click. */
function CameBy({ filter: { under, dueBefore, open }, change }: Props) {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  if (under === '' && dueBefore === '' && !open) return null
  return (
    <Flex gap={4} wrap>
      {under !== '' && (
        <Tag closable onClose={() => change({ under: '' })}>
          {t('cases.under', { place: placeName(under) })}
        </Tag>
      )}
      {dueBefore !== '' && (
        <Tag closable onClose={() => change({ dueBefore: '' })}>
          {t('cases.dueBefore', { date: dueBefore })}
        </Tag>
      )}
      {open && (
        <Tag closable onClose={() => change({ open: false })}>
          {t('cases.open')}
        </Tag>
      )}
    </Flex>
  )
}

/** Stages with their counts; those nobody stands at are left out. */
function StageChoice({ filter, change }: Props) {
  const { t } = useTranslation()
  const { data } = useAnswer<CaseCounts>(countsPath(filter))
  const countOf = new Map(data?.stages.map(({ stage, count }) => [stage, count]))
  const total = [...countOf.values()].reduce((sum, count) => sum + count, 0)
  const shown = stages.filter((stage) => countOf.has(stage) || stage === filter.stage)
  const option = (value: string, label: string, count: number) => ({
    value,
    label: (
      <>
        {label} <Badge count={count} showZero overflowCount={9999} color="#5a6472" />
      </>
    ),
  })
  return (
    <Radio.Group
      aria-label={t('cases.stage')}
      optionType="button"
      value={filter.stage ?? ''}
      options={[option('', t('cases.all'), total), ...shown.map((it) => option(it, t(`stage.${it}`), countOf.get(it) ?? 0))]}
      onChange={({ target }) => change({ stage: stages.find((stage) => stage === target.value) ?? null })}
    />
  )
}
