import { Alert, Button, Checkbox, Flex, Select, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useDirectory } from '../../counter/acts/directory-field.js'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { usePlaceMap } from '../accounts/directory.js'
import type { HandOverPreview, Person } from '../accounts/shapes.js'
import { useAct } from '../accounts/use-act.js'

const things = ['drafts', 'tasks', 'posts', 'rota', 'roles'] as const
type Thing = (typeof things)[number]

interface Chosen {
  readonly place: string
  readonly from: string
  readonly to: string
}

/** 交接: chosen in the address, counted before it is done, done in one act. */
export function HandOver() {
  const { t } = useTranslation()
  const { session, desk } = useSeat()
  const [params, setParams] = useSearchParams()
  const isSupervisor = session.roles.some(({ role }) => role === 'supervisor')
  const chosen = {
    place: params.get('place') ?? desk?.place.id ?? '',
    from: params.get('from') ?? (isSupervisor ? '' : session.person),
    to: params.get('to') ?? '',
  }
  const change = (next: Partial<Chosen>) => setParams({ view: 'handover', ...chosen, ...next }, { replace: true })
  return (
    <Part title={t('people.view.handover')}>
      <Flex vertical gap={16} style={{ maxWidth: 860 }}>
        <Typography.Text type="secondary">{t('people.handover.hint')}</Typography.Text>
        {!isSupervisor && <Alert type="info" title={t('people.handover.ownOnly')} />}
        <Who chosen={chosen} change={change} isOwn={!isSupervisor} />
        {chosen.place !== '' && chosen.from !== '' && (
          <What key={`${chosen.place} ${chosen.from}`} chosen={chosen} isOwn={!isSupervisor} />
        )}
      </Flex>
    </Part>
  )
}

interface WhoProps {
  readonly chosen: Chosen
  readonly change: (next: Partial<Chosen>) => void
  readonly isOwn: boolean
}

function Who({ chosen, change, isOwn }: WhoProps) {
  const { t } = useTranslation()
  const places = usePlaceMap()
  const persons = useDirectory<{ readonly persons: readonly Person[] }>(`/api/persons?place=${encodeURIComponent(chosen.place)}`)
  const people = (persons.data?.persons ?? []).filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))
  const choice = (key: keyof Chosen, options: readonly { readonly value: string; readonly label: string }[], isFixed = false) => (
    <Flex vertical gap={4} style={{ flex: 1, minWidth: 0 }}>
      <span className="field-name">{t(`people.handover.${key}`)}</span>
      <Select
        aria-label={t(`people.handover.${key}`)}
        showSearch={{ optionFilterProp: 'label' }}
        disabled={isFixed}
        value={chosen[key] === '' ? null : chosen[key]}
        options={[...options]}
        onChange={(value: string) => change(key === 'place' ? { place: value, from: '', to: '' } : { [key]: value })}
      />
    </Flex>
  )
  return (
    <Flex gap={12}>
      {choice(
        'place',
        [...places.values()].map(({ id, name }) => ({ value: id, label: name })),
        isOwn,
      )}
      {choice('from', people, isOwn)}
      {choice(
        'to',
        people.filter(({ value }) => value !== chosen.from),
      )}
    </Flex>
  )
}

interface Done {
  readonly drafts: number
}

function What({ chosen, isOwn }: { readonly chosen: Chosen; readonly isOwn: boolean }) {
  const { t } = useTranslation()
  const [wanted, want] = useState<readonly Thing[]>(['drafts', 'tasks'])
  const [told, tell] = useState<string | null>(null)
  const { place, from, to } = chosen
  const query = useAnswer<HandOverPreview>(`/api/hand-overs/preview?${new URLSearchParams({ place, from })}`)
  const isElsewhere = query.data?.drafts === null
  const act = useAct<Done>(({ drafts }) =>
    tell(isElsewhere ? t('people.handover.doneElsewhere') : t('people.handover.done', { drafts })),
  )
  const send = (onDate: string) =>
    act.mutate({
      path: '/api/hand-overs',
      method: 'POST',
      body: { ...chosen, ...Object.fromEntries(things.map((thing) => [thing, wanted.includes(thing)])), onDate },
    })
  return (
    <Flex vertical gap={12}>
      <span className="field-name">{t('people.handover.what')}</span>
      <Checkbox.Group<Thing>
        aria-label={t('people.handover.what')}
        value={[...wanted]}
        options={things.map((value) => ({
          value,
          label: t(`people.handover.${value}`),
          disabled: isOwn && value !== 'drafts' && value !== 'tasks',
        }))}
        onChange={want}
      />
      <Asked query={query}>
        {(preview) => (
          <Flex vertical gap={12}>
            <Preview preview={preview} wanted={wanted} />
            <Typography.Text type="secondary">{`${preview.today} · ${t('people.handover.dayHint')}`}</Typography.Text>
            {act.error !== null && <Refusal error={act.error} />}
            {told !== null && <Alert type="success" showIcon role="status" title={told} />}
            <Button
              type="primary"
              style={{ alignSelf: 'flex-start' }}
              loading={act.isPending}
              disabled={to === '' || wanted.length === 0}
              onClick={() => send(preview.today)}
            >
              {t('people.handover.act')}
            </Button>
            {(to === '' || wanted.length === 0) && <span>{t('people.handover.missing')}</span>}
          </Flex>
        )}
      </Asked>
    </Flex>
  )
}

/** How much goes along; what is not chosen is not named. */
function Preview({ preview, wanted }: { readonly preview: HandOverPreview; readonly wanted: readonly Thing[] }) {
  const { t } = useTranslation()
  const { cases } = preview
  const countWords = {
    drafts: 'draftCount',
    tasks: 'taskCount',
    posts: 'postCount',
    rota: 'rotaCount',
    roles: 'roleCount',
  } as const
  const counted = things.filter((thing) => wanted.includes(thing) && preview[thing] !== null)
  return (
    <section aria-label={t('people.handover.preview')} className="sheet">
      <h3 className="lines-title">{t('people.handover.preview')}</h3>
      <ul className="reasons">
        {counted.map((thing) => (
          <li key={thing}>{t(`people.handover.${countWords[thing]}`, { count: preview[thing] ?? 0 })}</li>
        ))}
        {preview.drafts === null && <li>{t('people.handover.elsewhere')}</li>}
        <li>{t('people.handover.casesStay', { count: cases })}</li>
      </ul>
    </section>
  )
}
