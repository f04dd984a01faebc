import { Alert, Button, Descriptions, Drawer, Flex } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { usePlaceName } from '../accounts/directory.js'
import { PlaceForm } from './place-form.js'
import { factOf, type PlacePage, spansText, WEEKDAYS } from './shapes.js'

/** One place as it is, and the way to change it. */
export function PlacePanel({ id, close }: { readonly id: string; readonly close: () => void }) {
  const { t } = useTranslation()
  const { start, session } = useSeat()
  const query = useAnswer<PlacePage>(`/api/places/${encodeURIComponent(id)}`)
  const [opened, open] = useState<PlacePage | null>(null)
  const [told, tell] = useState<string | null>(null)
  const mayChange = start.site.tier === 'city' && session.roles.some(({ role }) => role === 'network-administrator')
  return (
    <Drawer open title={query.data?.place.name ?? id} size={760} onClose={close}>
      <Asked query={query}>
        {(page) => (
          <Flex vertical gap={16}>
            {told !== null && <Alert type="success" showIcon role="status" title={told} />}
            {!mayChange && <Alert type="info" title={t('places.readOnly')} />}
            {opened === null ? (
              <>
                <Facts page={page} />
                {mayChange && (
                  <Button type="primary" style={{ alignSelf: 'flex-start' }} onClick={() => open(page)}>
                    {t('places.edit')}
                  </Button>
                )}
              </>
            ) : (
              <PlaceForm
                key={opened.version}
                opened={opened}
                now={page}
                cancel={() => open(null)}
                takeOver={() => open(page)}
                done={(version) => (open(null), tell(t('places.done', { version })))}
              />
            )}
          </Flex>
        )}
      </Asked>
    </Drawer>
  )
}

function Facts({ page: { place, host, organs, persons } }: { readonly page: PlacePage }) {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const personName = (id: string) => persons.find((each) => each.id === id)?.name ?? id
  const fact = factOf(place)
  const lines = (words: readonly string[]) => (words.length === 0 ? t('none') : words.map((word) => <div key={word}>{word}</div>))
  const codes = fact.codes.map(({ code, from, to }) =>
    to === null ? t('places.codeSpan', { code, from }) : t('places.codeEnded', { code, from, to }),
  )
  const closures = fact.hours.closures.map(
    ({ from, to, standIn }) => `${from} – ${to} ${standIn === null ? t('places.nobody') : placeName(standIn)}`,
  )
  const hours = WEEKDAYS.map((day) => `${t(`places.day.d${day}`)} ${spansText(fact.hours.week[day - 1] ?? []) || t('none')}`)
  const rota = fact.rota.map(
    ({ person, weekdays }) =>
      `${personName(person)} ${WEEKDAYS.filter((day) => weekdays.includes(day))
        .map((day) => t(`places.day.d${day}`))
        .join(' ')}`,
  )
  const people = persons.filter(({ active }) => active).map(({ name, phone }) => [name, phone].filter(Boolean).join(' '))
  return (
    <Descriptions
      size="small"
      column={1}
      bordered
      items={[
        { key: 'life', label: t('places.life'), children: t(`places.lives.${fact.life}`) },
        { key: 'phone', label: t('places.phone'), children: fact.phone ?? t('none') },
        { key: 'hours', label: t('places.hours'), children: lines(hours) },
        { key: 'closures', label: t('places.closures'), children: lines(closures) },
        { key: 'rota', label: t('places.rota'), children: lines(rota) },
        { key: 'standIns', label: t('places.standIns'), children: lines(fact.standIns.map(personName)) },
        { key: 'persons', label: t('places.persons'), children: lines(people) },
        {
          key: 'organs',
          label: t('places.organs'),
          children: organs.length === 0 ? t('places.noOrgans') : lines(organs.map(({ name }) => name)),
        },
        { key: 'host', label: t('places.host'), children: host.name },
        { key: 'codes', label: t('places.codes'), children: lines(codes) },
      ]}
    />
  )
}
