import { Alert, Button, Flex } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../counter/acts/directory-field.js'
import { Refused } from '../../parts/api.js'
import { Refusal } from '../../parts/refusal.js'
import type { Sites } from '../../parts/shapes.js'
import { usePlaceName } from '../accounts/directory.js'
import { useAct } from '../accounts/use-act.js'
import { differences } from './changes.js'
import { Fields } from './place-fields.js'
import { Review } from './review.js'
import { factOf, type Place, type PlacePage, readSpans, spansText, WEEKDAYS } from './shapes.js'

interface Props {
  /** As it stood when the form was opened. */
  readonly opened: PlacePage
  /** As it stands now, whoever changed it. */
  readonly now: PlacePage
  readonly cancel: () => void
  /** Begins again from what stands now. */
  readonly takeOver: () => void
  readonly done: (version: number) => void
}

/** Typed first, looked at as a list of differences with what they will do, then done. */
export function PlaceForm({ opened, now, cancel, takeOver, done }: Props) {
  const { t } = useTranslation()
  const [place, setPlace] = useState<Place>(() => factOf(opened.place))
  const [hours, setHours] = useState<readonly string[]>(() => WEEKDAYS.map((day) => spansText(place.hours.week[day - 1] ?? [])))
  const [isReviewing, review] = useState(false)
  const named = useNames(now)
  const act = useAct<{ readonly version: number }>(({ version }) => done(version))
  const spans = hours.map(readSpans)
  const wrongDay = WEEKDAYS.find((day) => spans[day - 1] === null)
  const wanted: Place = { ...place, hours: { ...place.hours, week: spans.map((each) => each ?? []) } }
  const changed = differences(factOf(opened.place), wanted, named)
  const theirs = differences(factOf(opened.place), factOf(now.place), named)
  const isStale = act.error instanceof Refused && act.error.problem?.code === 'roster/changed-meanwhile'
  const change = (next: Partial<Place>) => setPlace((before) => ({ ...before, ...next }))
  const send = () =>
    act.mutate({
      path: '/api/roster/changes',
      method: 'POST',
      body: { facts: [{ kind: 'place', place: wanted }], base: opened.version },
    })
  return (
    <Flex vertical gap={16}>
      {theirs.length > 0 && <Meanwhile theirs={theirs} takeOver={takeOver} />}
      {act.error !== null && !isStale && <Refusal error={act.error} />}
      {isReviewing ? (
        <Review
          changed={changed}
          place={wanted}
          page={opened}
          isPending={act.isPending}
          isBlocked={theirs.length > 0}
          back={() => review(false)}
          confirm={send}
        />
      ) : (
        <>
          <Fields place={place} change={change} hours={hours} setHours={setHours} page={opened} />
          {wrongDay !== undefined && (
            <Alert type="warning" showIcon role="alert" title={t('places.hoursWrong', { day: t(`places.day.d${wrongDay}`) })} />
          )}
          <Flex gap={12}>
            <Button type="primary" disabled={wrongDay !== undefined} onClick={() => review(true)}>
              {t('places.review')}
            </Button>
            <Button onClick={cancel}>{t('places.cancel')}</Button>
          </Flex>
        </>
      )}
    </Flex>
  )
}

function Meanwhile({ theirs, takeOver }: { readonly theirs: ReturnType<typeof differences>; readonly takeOver: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('places.meanwhile')}
      description={
        <Flex vertical gap={8}>
          <ul className="reasons">
            {theirs.map(({ what, before, after }) => (
              <li key={what}>{`${t(`places.fields.${what}`)}${t('colon')}${before || t('none')} → ${after || t('none')}`}</li>
            ))}
          </ul>
          <Button style={{ alignSelf: 'flex-start' }} onClick={takeOver}>
            {t('places.takeOver')}
          </Button>
        </Flex>
      }
    />
  )
}

function useNames({ persons }: PlacePage) {
  const { t } = useTranslation()
  const place = usePlaceName()
  const sites = useDirectory<Sites>('/api/sites').data?.sites ?? []
  return {
    place,
    person: (id: string) => persons.find((each) => each.id === id)?.name ?? id,
    site: (id: string) => sites.find((each) => each.id === id)?.name ?? id,
    life: (life: Place['life']) => t(`places.lives.${life}`),
    day: (weekday: number) => {
      const day = WEEKDAYS.find((each) => each === weekday)
      return day === undefined ? String(weekday) : t(`places.day.d${day}`)
    },
  }
}
