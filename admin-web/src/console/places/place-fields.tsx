import { Alert, Flex, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../counter/acts/directory-field.js'
import type { Sites } from '../../parts/shapes.js'
import { ClosuresField } from './closures-field.js'
import { RotaField } from './rota-field.js'
import { LIVES, type Place, type PlacePage, WEEKDAYS } from './shapes.js'

interface FieldsProps {
  readonly place: Place
  readonly change: (next: Partial<Place>) => void
  readonly hours: readonly string[]
  readonly setHours: (hours: readonly string[]) => void
  readonly page: PlacePage
}

/** What of a place is typed. */
export function Fields({ place, change, hours, setHours, page }: FieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <Flex gap={12}>
        <Named name={t('places.name')}>
          <Input aria-label={t('places.name')} value={place.name} onChange={({ target }) => change({ name: target.value })} />
        </Named>
        <Named name={t('places.life')}>
          <Select<Place['life']>
            aria-label={t('places.life')}
            value={place.life}
            options={LIVES.map((value) => ({ value, label: t(`places.lives.${value}`) }))}
            onChange={(life) => change({ life })}
          />
        </Named>
        <Named name={t('places.phone')}>
          <Input
            aria-label={t('places.phone')}
            value={place.phone ?? ''}
            onChange={({ target }) => change({ phone: target.value || null })}
          />
        </Named>
      </Flex>
      {place.life === 'closed' && <Alert type="info" title={t('places.merged')} />}
      <Named name={`${t('places.hours')} · ${t('places.hoursHint')}`}>
        <div className="hours-grid">
          {WEEKDAYS.map((day) => (
            <Input
              key={day}
              addonBefore={t(`places.day.d${day}`)}
              aria-label={`${t('places.hours')} ${t(`places.day.d${day}`)}`}
              value={hours[day - 1] ?? ''}
              onChange={({ target }) => setHours(hours.map((text, index) => (index === day - 1 ? target.value : text)))}
            />
          ))}
        </div>
      </Named>
      <DutyFields place={place} change={change} page={page} />
    </>
  )
}

/** When nobody is there, who is, and which machine serves it. */
function DutyFields({ place, change, page }: Pick<FieldsProps, 'place' | 'change' | 'page'>) {
  const { t } = useTranslation()
  const sites = useDirectory<Sites>('/api/sites').data?.sites ?? []
  const people = page.persons.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))
  const { closures } = place.hours
  return (
    <>
      <Named name={t('places.closures')}>
        <ClosuresField
          place={place.id}
          today={page.today}
          closures={closures}
          change={(next) => change({ hours: { ...place.hours, closures: next } })}
        />
      </Named>
      <Named name={t('places.rota')}>
        <RotaField rota={place.rota} people={people} change={(rota) => change({ rota })} />
      </Named>
      <Named name={t('places.standIns')}>
        <Select<string[]>
          aria-label={t('places.standIns')}
          mode="multiple"
          value={[...place.standIns]}
          options={people}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(standIns) => change({ standIns })}
        />
      </Named>
      <Named name={t('places.host')}>
        <Select
          aria-label={t('places.host')}
          value={place.site}
          showSearch={{ optionFilterProp: 'label' }}
          options={sites.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(site: string) => change({ site })}
        />
      </Named>
    </>
  )
}

function Named({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Flex vertical gap={4} style={{ flex: 1, minWidth: 0 }}>
      <span className="field-name">{name}</span>
      {children}
    </Flex>
  )
}
