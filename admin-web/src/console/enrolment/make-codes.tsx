import { Button, Checkbox, Flex, Select, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import type { CodesMade, PlannedLine } from './shapes.js'
import { useAct } from './use-act.js'

interface Props {
  readonly planned: readonly PlannedLine[]
  readonly show: (made: CodesMade) => void
}

/** Codes for one site, or for every site of a township that has no machine. */
export function MakeCodes({ planned, show }: Props) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const [needsApproval, approveAfter] = useState(true)
  const made = useAct<CodesMade>('/api/enrolments', show)
  const chosen = params.get('for')
  const choices = choicesOf(planned)
  const known = [...choices.townships, ...choices.sites].find(({ value }) => value === chosen)?.value ?? null
  const [kind, id] = split(known)
  const make = () => made.mutate({ ...(kind === 'township' ? { township: id } : { sites: [id] }), needsApproval })
  return (
    <Part title={t('enrolment.make')}>
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{t(planned.length === 0 ? 'enrolment.nothing' : 'enrolment.makeHint')}</Typography.Text>
        <Flex gap={12} align="center" wrap>
          <Select
            aria-label={t('enrolment.choose')}
            placeholder={t('enrolment.choose')}
            showSearch={{ optionFilterProp: 'label' }}
            allowClear
            style={{ width: 360 }}
            value={known}
            options={[
              { label: t('enrolment.township'), options: choices.townships },
              { label: t('enrolment.one'), options: choices.sites },
            ]}
            onChange={(next: string | null | undefined) => setParams(next ? { for: next } : {}, { replace: true })}
          />
          <Checkbox checked={needsApproval} onChange={({ target }) => approveAfter(target.checked)}>
            {t('enrolment.needsApproval')}
          </Checkbox>
          <Button type="primary" disabled={known === null} loading={made.isPending} onClick={make}>
            {t('enrolment.makeSheet')}
          </Button>
        </Flex>
        {made.error !== null && <Refusal error={made.error} />}
      </Flex>
    </Part>
  )
}

function split(value: string | null): readonly [kind: string, id: string] {
  const at = value?.indexOf(':') ?? -1
  return value === null ? ['', ''] : [value.slice(0, at), value.slice(at + 1)]
}

/** Townships with how many wait below each; a revoked site is enrolled again by itself. */
function choicesOf(planned: readonly PlannedLine[]) {
  const counts = new Map<string, { readonly name: string; readonly count: number }>()
  for (const { under, place, state } of planned) {
    if (state === 'revoked') continue
    for (const at of [under, place])
      if (at !== null) counts.set(at.id, { name: at.name, count: (counts.get(at.id)?.count ?? 0) + 1 })
  }
  return {
    townships: [...counts]
      .filter(([, { count }]) => count > 1)
      .map(([id, { name, count }]) => ({ value: `township:${id}`, label: `${name} (${count})` })),
    sites: planned.map(({ site, place }) => ({
      value: `site:${site.id}`,
      label: place === null || place.name === site.name ? site.name : `${site.name} · ${place.name}`,
    })),
  }
}
