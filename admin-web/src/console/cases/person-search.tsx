import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../../counter/tell.js'
import { Refusal } from '../../parts/refusal.js'
import type { CaseLine } from '../../parts/shapes.js'
import { CaseTable } from './case-table.js'

type Kind = 'identity' | 'name'

/** 按申请人查: by document number or name; what was typed is kept nowhere but here, and the search is audited. */
export function PersonSearch() {
  const { t } = useTranslation()
  const tell = useTell()
  const [kind, choose] = useState<Kind>('identity')
  const [typed, type] = useState('')
  const search = useMutation({
    mutationFn: () =>
      tell<{ readonly cases: readonly CaseLine[] }>('/api/cases/by-person', { method: 'POST', body: { [kind]: typed.trim() } }),
  })
  const leave = () => {
    type('')
    search.reset()
  }
  return (
    <Flex vertical gap={12} style={{ marginBottom: 16 }} role="search" aria-label={t('findCase.by')}>
      <Flex gap={8} align="center" wrap>
        <span>{t('findCase.by')}</span>
        <Select
          aria-label={t('findCase.kind')}
          style={{ width: 130 }}
          value={kind}
          options={(['identity', 'name'] as const).map((value) => ({ value, label: t(`findCase.${value}`) }))}
          onChange={(next) => choose(next)}
        />
        <Input
          aria-label={t('findCase.typed')}
          autoComplete="off"
          maxLength={40}
          style={{ width: 240 }}
          value={typed}
          onChange={({ target }) => type(target.value)}
          onPressEnter={() => typed.trim() !== '' && search.mutate()}
        />
        <Button loading={search.isPending} disabled={typed.trim() === ''} onClick={() => search.mutate()}>
          {t('findCase.find')}
        </Button>
        <span className="hint">{t('findCase.noted')}</span>
      </Flex>
      {search.error !== null && <Refusal error={search.error} />}
      {search.data !== undefined && <Found cases={search.data.cases} leave={leave} />}
    </Flex>
  )
}

function Found({ cases, leave }: { readonly cases: readonly CaseLine[]; readonly leave: () => void }) {
  const { t } = useTranslation()
  return (
    <>
      <Alert
        type={cases.length === 0 ? 'warning' : 'success'}
        showIcon
        role="status"
        title={cases.length === 0 ? t('findCase.none') : t('findCase.found', { count: cases.length })}
        action={<Button onClick={leave}>{t('findCase.clear')}</Button>}
      />
      {cases.length > 0 && <CaseTable cases={cases} />}
    </>
  )
}
