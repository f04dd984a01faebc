import { Alert, Button, Flex, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Refused } from '../../parts/api.js'
import { Refusal } from '../../parts/refusal.js'
import { useCodes } from '../catalogue/codes.js'
import type { CatalogueLine, Work } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'
import type { Organ } from './receivers.js'

type Kind = 'delegation' | 'take-back'
const handed = ['decide', 'first-review', 'receive'] as const
const sources = ['2', '5'] as const

interface Props {
  readonly items: readonly CatalogueLine[]
  readonly organs: readonly Organ[]
}

/** 下放 or 收回 of all ticked items to or from all chosen organs, in one act. */
export function PowerAct({ items, organs }: Props) {
  const { t } = useTranslation()
  const [kind, open] = useState<Kind | null>(null)
  const isReady = items.length > 0 && organs.length > 0
  return (
    <Flex gap={8} align="center">
      <Button type="primary" disabled={!isReady} onClick={() => open('delegation')}>
        {t('catalogue.many.acts.delegation')}
      </Button>
      <Button disabled={!isReady} onClick={() => open('take-back')}>
        {t('catalogue.many.acts.take-back')}
      </Button>
      <span>{t('catalogue.many.powersChosen', { items: items.length, organs: organs.length })}</span>
      {kind !== null && <PowerForm kind={kind} items={items} organs={organs} close={() => open(null)} />}
    </Flex>
  )
}

function PowerForm({ kind, items, organs, close }: Props & { readonly kind: Kind; readonly close: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const codes = useCodes()
  const [power, choosePower] = useState<(typeof handed)[number]>('decide')
  const [source, chooseSource] = useState<(typeof sources)[number]>('2')
  const [from, setFrom] = useState('')
  const [title, type] = useState('')
  const send = useAct<Work>((work) => void navigate(`/catalogue/works/${work.id}?view=list`))
  const has = (item: CatalogueLine, organ: Organ) =>
    item.grants.some((grant) => grant.organ === organ.id && grant.power === power)
  const pairs = items.flatMap((item) => organs.map((organ) => ({ item, organ })))
  // Only what is there is taken back, only what is not there yet is given.
  const meant = pairs.filter(({ item, organ }) => has(item, organ) === (kind === 'take-back'))
  const rows = meant.map(({ item, organ }) => ({ item: item.id, to: organ.id, power, source, from }))
  const named = meant.map(({ item, organ }) => `${item.name} → ${organ.name}`)
  return (
    <Modal
      open
      title={t(`catalogue.many.acts.${kind}`)}
      okText={t('catalogue.many.begin', { count: rows.length })}
      okButtonProps={{ loading: send.isPending, disabled: rows.length === 0 || from === '' || title.trim() === '' }}
      onOk={() => send.mutate({ path: '/api/delegations', body: { kind, title: title.trim(), rows } })}
      onCancel={close}
    >
      <Flex vertical gap={12}>
        <label>
          {t('catalogue.many.title')}
          <Input maxLength={200} value={title} onChange={({ target }) => type(target.value)} />
        </label>
        <div>
          {t('catalogue.many.power')}{' '}
          <Select
            aria-label={t('catalogue.many.power')}
            style={{ width: 140 }}
            value={power}
            options={handed.map((value) => ({ value, label: codes.nameOf('powers', value) }))}
            onChange={choosePower}
          />
        </div>
        {kind === 'delegation' && (
          <Radio.Group
            aria-label={t('catalogue.many.source')}
            value={source}
            options={sources.map((value) => ({ value, label: t(`catalogue.many.sources.${value}`) }))}
            onChange={({ target }) => chooseSource(target.value as '2' | '5')}
          />
        )}
        <label>
          {t('catalogue.many.from')}
          <Input type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
        </label>
        <span role="status">{t('catalogue.many.meant', { count: rows.length, left: pairs.length - rows.length })}</span>
        {send.error !== null && <Problems error={send.error} named={named} />}
      </Flex>
    </Modal>
  )
}

/** One row that cannot be carried out keeps all of them back: each is named by item and organ, with why. */
function Problems({ error, named }: { readonly error: Error; readonly named: readonly string[] }) {
  const { t } = useTranslation()
  const problem = error instanceof Refused ? error.problem : null
  if (problem === null || problem.code !== 'delegation/refused') return <Refusal error={error} />
  const rows = (problem.errors ?? []).map(
    ({ path, message }) => `${named[Number(path.split('/')[2])] ?? path}${t('colon')}${message}`,
  )
  return (
    <Alert
      type="error"
      showIcon
      title={problem.title}
      description={
        <Flex vertical gap={4}>
          <span>{t('nextStep', { next: problem.next })}</span>
          <span className="catalogue-words">{rows.length > 0 ? rows.join('\n') : problem.detail}</span>
        </Flex>
      }
    />
  )
}
