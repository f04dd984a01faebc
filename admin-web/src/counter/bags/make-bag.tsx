import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Flex, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PrintLinks } from '../../case/documents/print-links.js'
import { useSeat } from '../../parts/desk.js'
import { Refusal } from '../../parts/refusal.js'
import { usePlaces } from '../acts/directory-field.js'
import { newId, useTell } from '../tell.js'
import { Handed } from './handed.js'
import { type BagHanded, type BagLine, keyOf } from './shapes.js'

/** Ticks originals kept here, names who gets them, and makes up the bag in one act. */
export function MakeBag({ here }: { readonly here: readonly BagLine[] }) {
  const { t } = useTranslation()
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set())
  const [to, handTo] = useState<string | null>(null)
  const [kept, keep] = useState('')
  // Renewed once the bag is made: a press repeated after a broken answer makes the same bag.
  const [requestId, renew] = useState(newId)
  const make = useMake(() => {
    tick(new Set())
    renew(newId)
  })
  const chosen = here.filter((line) => ticked.has(keyOf(line)))
  const toggle = (line: BagLine, isOn: boolean) => {
    const next = new Set(ticked)
    if (isOn) next.add(keyOf(line))
    else next.delete(keyOf(line))
    tick(next)
  }
  return (
    <Flex vertical gap={12}>
      {make.data !== undefined && <Made handed={make.data} />}
      {make.error !== null && <Refusal error={make.error} />}
      {here.length === 0 && <span>{t('bags.none')}</span>}
      <Choice here={here} ticked={ticked} toggle={toggle} />
      {here.length > 0 && (
        <Flex gap={12} align="center" wrap>
          <ToPlace value={to} change={handTo} />
          <Input
            aria-label={t('bags.keep')}
            placeholder={t('bags.keep')}
            style={{ width: 380 }}
            maxLength={60}
            value={kept}
            onChange={({ target }) => keep(target.value.trim().toUpperCase())}
          />
          <Button
            type="primary"
            disabled={chosen.length === 0 || to === null || make.isPending}
            onClick={() =>
              make.mutate({
                requestId,
                to: to ?? '',
                bag: kept === '' ? null : kept,
                papers: chosen.map(({ caseId, material }) => ({ caseId, material })),
              })
            }
          >
            {t('bags.make', { count: chosen.length })}
          </Button>
        </Flex>
      )}
    </Flex>
  )
}

interface ChoiceProps {
  readonly here: readonly BagLine[]
  readonly ticked: ReadonlySet<string>
  readonly toggle: (line: BagLine, isOn: boolean) => void
}

function Choice({ here, ticked, toggle }: ChoiceProps) {
  const { t } = useTranslation()
  return (
    <ul className="lines">
      {here.map((line) => (
        <li key={keyOf(line)}>
          <Checkbox checked={ticked.has(keyOf(line))} onChange={({ target }) => toggle(line, target.checked)}>
            {t('bags.tick', { name: line.materialName, number: line.number })}
          </Checkbox>
          <span>{line.itemName}</span>
        </li>
      ))}
    </ul>
  )
}

function useMake(onMade: () => void) {
  const tell = useTell()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => tell<BagHanded>('/api/bags', { method: 'POST', body }),
    onSuccess: async () => {
      onMade()
      await client.invalidateQueries()
    },
  })
}

function ToPlace({ value, change }: { readonly value: string | null; readonly change: (id: string) => void }) {
  const { t } = useTranslation()
  const own = useSeat().desk?.place.id
  const options = usePlaces()
    .filter(({ id }) => id !== own)
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Select
      aria-label={t('bags.handTo')}
      placeholder={t('bags.handTo')}
      style={{ width: 260 }}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      value={value}
      onChange={change}
    />
  )
}

function Made({ handed }: { readonly handed: BagHanded }) {
  const { t } = useTranslation()
  const { bag, cases } = handed
  const isAnything = cases.some(({ outcome }) => outcome !== 'refused')
  return (
    <>
      {isAnything && (
        <Alert
          type="success"
          showIcon
          title={t('bags.made', { bag })}
          description={
            <Flex vertical gap={8}>
              <span>{t('bags.madeNext')}</span>
              <PrintLinks path={`/print/bags/${bag}`} name={t('bags.slip', { bag })} />
            </Flex>
          }
        />
      )}
      <Handed handed={handed} />
    </>
  )
}
