import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Flex, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PrintLinks } from '../../case/documents/print-links.js'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { newId, useTell } from '../tell.js'
import { Handed } from './handed.js'
import { type Bag, type BagFound, type BagHanded, type BagLine, keyOf } from './shapes.js'

interface Props {
  readonly bag: string
  readonly onAll: () => void
}

/** One bag: counted and received where it was going, printed again where it was made up. */
export function OneBag({ bag, onAll }: Props) {
  const { t } = useTranslation()
  const [handed, show] = useState<BagHanded | null>(null)
  return (
    <>
      <div>
        <Button onClick={onAll}>{t('bags.all')}</Button>
      </div>
      {handed === null ? (
        <Opened bag={bag} onHanded={show} />
      ) : (
        <Flex vertical gap={12} role="status">
          {handed.cases.some(({ outcome }) => outcome === 'done') && <Alert type="success" showIcon title={t('bags.received')} />}
          <Handed handed={handed} />
        </Flex>
      )}
    </>
  )
}

function Opened({ bag, onHanded }: { readonly bag: string; readonly onHanded: (handed: BagHanded) => void }) {
  const query = useAnswer<BagFound>(`/api/bags/${encodeURIComponent(bag)}`)
  const here = useSeat().desk?.place.id
  return (
    <Asked query={query}>
      {({ bag: found }) => (found.to.id === here ? <Counting bag={found} onHanded={onHanded} /> : <Sent bag={found} />)}
    </Asked>
  )
}

function Title({ bag: { from, to, bag } }: { readonly bag: Bag }) {
  return (
    <p className="big">
      <strong className="number">{bag}</strong> {from.name} → {to.name}
    </p>
  )
}

function Sent({ bag }: { readonly bag: Bag }) {
  const { t } = useTranslation()
  const colors = { asked: 'default', 'on-its-way': 'blue', missing: 'red' } as const
  return (
    <Part title={t('bags.papers')}>
      <Title bag={bag} />
      <Alert type="info" showIcon title={t('bags.notMine')} />
      <ul className="lines">
        {bag.lines.map((line) => (
          <li key={keyOf(line)}>
            <span>{t('bags.tick', { name: line.materialName, number: line.number })}</span>
            <Tag color={colors[line.state]}>{t(`bags.state.${line.state}`)}</Tag>
          </li>
        ))}
      </ul>
      <PrintLinks path={`/print/bags/${bag.bag}`} name={t('bags.slip', { bag: bag.bag })} />
    </Part>
  )
}

function Counting({ bag, onHanded }: { readonly bag: Bag; readonly onHanded: (handed: BagHanded) => void }) {
  const { t } = useTranslation()
  const [absent, miss] = useState<ReadonlySet<string>>(new Set())
  const receive = useReceive(bag, onHanded)
  const missing = bag.lines.filter((line) => absent.has(keyOf(line)))
  const count = bag.lines.length - missing.length
  const toggle = (line: BagLine, isThere: boolean) => {
    const next = new Set(absent)
    if (isThere) next.delete(keyOf(line))
    else next.add(keyOf(line))
    miss(next)
  }
  return (
    <Part title={t('bags.found')}>
      <Title bag={bag} />
      <ul className="lines">
        {bag.lines.map((line) => (
          <li key={keyOf(line)}>
            <Checkbox checked={!absent.has(keyOf(line))} onChange={({ target }) => toggle(line, target.checked)}>
              {t('bags.tick', { name: line.materialName, number: line.number })}
            </Checkbox>
            {line.state === 'missing' && <Tag color="red">{t('bags.state.missing')}</Tag>}
          </li>
        ))}
      </ul>
      <Flex vertical gap={12} style={{ marginTop: 12 }}>
        {missing.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('bags.missingNames', { names: missing.map(({ materialName }) => materialName).join(t('semicolon')) })}
          />
        )}
        {receive.error !== null && <Refusal error={receive.error} />}
        <div>
          <Button
            type="primary"
            size="large"
            disabled={receive.isPending}
            onClick={() => receive.mutate(missing.map(({ caseId, material }) => ({ caseId, material })))}
          >
            {missing.length === 0 ? t('bags.receive', { count }) : t('bags.receiveSome', { count, missing: missing.length })}
          </Button>
        </div>
      </Flex>
    </Part>
  )
}

function useReceive({ bag }: Bag, onHanded: (handed: BagHanded) => void) {
  const tell = useTell()
  const client = useQueryClient()
  // One id for this counting: a press repeated after a broken answer receives nothing twice.
  const [requestId] = useState(newId)
  return useMutation({
    mutationFn: (missing: readonly object[]) =>
      tell<BagHanded>(`/api/bags/${encodeURIComponent(bag)}/arrivals`, { method: 'POST', body: { requestId, missing } }),
    onSuccess: async (handed) => {
      onHanded(handed)
      await client.invalidateQueries()
    },
  })
}
