import { Alert, Button, Flex, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Refusal } from '../../parts/refusal.js'
import { useSeat } from '../../parts/desk.js'
import { useAct } from '../catalogue/use-act.js'

interface Said {
  readonly list: string
  readonly site: { readonly id: string; readonly name: string }
  readonly number: number
}

/** 本级清单取回: publishing waits while somebody says to hold a newer edition of this publisher's own list. */
export function SaidNewer() {
  const query = useAnswer<{ readonly lines: readonly Said[] }>('/api/catalogue/said-newer')
  return query.data?.lines.map((said) => <SaidLine key={`${said.list}/${said.site.id}`} said={said} />)
}

function SaidLine({ said: { list, site, number } }: { readonly said: Said }) {
  const { t } = useTranslation()
  const roles = useSeat().session.roles.map(({ role }) => role)
  const mayAnswer = roles.includes('network-administrator') || roles.includes('supervisor')
  const [reason, type] = useState('')
  const act = useAct()
  const body = { list, site: site.id, number, reason: reason.trim() }
  return (
    <Alert
      type="error"
      showIcon
      title={t('catalogue.ledger.saidNewer', { site: site.name, number })}
      description={
        <Flex vertical gap={8}>
          <span>{t('catalogue.ledger.saidNewerNext')}</span>
          {mayAnswer && (
            <Flex gap={8}>
              <Input
                aria-label={t('catalogue.ledger.reason')}
                placeholder={t('catalogue.ledger.reason')}
                maxLength={500}
                value={reason}
                onChange={({ target }) => type(target.value)}
              />
              <Button
                danger
                loading={act.isPending}
                disabled={reason.trim().length < 2}
                onClick={() => act.mutate({ path: '/api/catalogue/said-newer/set-aside', body })}
              >
                {t('catalogue.ledger.setAside')}
              </Button>
            </Flex>
          )}
          {act.error !== null && <Refusal error={act.error} />}
        </Flex>
      }
    />
  )
}
