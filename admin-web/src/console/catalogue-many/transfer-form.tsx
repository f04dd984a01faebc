import { Button, Flex, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { OrganField } from '../../counter/acts/directory-field.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import type { Work } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'

/** 职能划转: the ticked items of one organ become another's; the work's impact preview names who decides what is open. */
export function TransferForm({ items, from }: { readonly items: readonly string[]; readonly from: string | null }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [to, setTo] = useState<string | null>(null)
  const [title, type] = useState('')
  const begin = useAct<Work>((work) => void navigate(`/catalogue/works/${work.id}?view=impact`))
  const isReady = items.length > 0 && from !== null && to !== null && to !== from && title.trim() !== ''
  return (
    <Part title={t('catalogue.many.views.transfer')}>
      <Flex vertical gap={12}>
        <span>{t(from === null ? 'catalogue.many.chooseFrom' : 'catalogue.many.transferMeans', { count: items.length })}</span>
        <Flex gap={12} wrap>
          <div className="catalogue-organ">
            <OrganField label={t('catalogue.many.to')} none={t('catalogue.many.to')} value={to} change={setTo} />
          </div>
          <Input
            aria-label={t('catalogue.many.title')}
            placeholder={t('catalogue.many.title')}
            style={{ width: 320 }}
            maxLength={200}
            value={title}
            onChange={({ target }) => type(target.value)}
          />
          <Button
            type="primary"
            disabled={!isReady}
            loading={begin.isPending}
            onClick={() => begin.mutate({ path: '/api/transfers', body: { items, from, to, title: title.trim() } })}
          >
            {t('catalogue.many.transfer')}
          </Button>
        </Flex>
        {begin.error !== null && <Refusal error={begin.error} />}
      </Flex>
    </Part>
  )
}
