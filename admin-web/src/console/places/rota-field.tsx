import { Button, Flex, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Place, WEEKDAYS } from './shapes.js'

type Entry = Place['rota'][number]

interface Props {
  readonly rota: readonly Entry[]
  readonly people: readonly { readonly value: string; readonly label: string }[]
  readonly change: (rota: readonly Entry[]) => void
}

/** 值班: who on which weekdays. */
export function RotaField({ rota, people, change }: Props) {
  const { t } = useTranslation()
  const replace = (at: number, next: Partial<Entry>) =>
    change(rota.map((each, index) => (index === at ? { ...each, ...next } : each)))
  const [first] = people
  return (
    <Flex vertical gap={8}>
      {rota.map(({ person, weekdays }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list; two may say the same while being typed
        <Flex key={index} gap={8}>
          <Select
            aria-label={`${t('places.rotaWho')} ${index + 1}`}
            style={{ width: 200 }}
            value={person}
            options={[...people]}
            onChange={(id: string) => replace(index, { person: id })}
          />
          <Select<number[]>
            aria-label={`${t('places.rotaDays')} ${index + 1}`}
            mode="multiple"
            style={{ flex: 1, minWidth: 0 }}
            value={[...weekdays]}
            options={WEEKDAYS.map((day) => ({ value: day, label: t(`places.day.d${day}`) }))}
            onChange={(days) => replace(index, { weekdays: [...days].sort((a, b) => a - b) })}
          />
          <Button
            aria-label={t('places.remove', { number: index + 1 })}
            onClick={() => change(rota.filter((_, at) => at !== index))}
          >
            ×
          </Button>
        </Flex>
      ))}
      <Button
        style={{ alignSelf: 'flex-start' }}
        disabled={first === undefined}
        onClick={() => first !== undefined && change([...rota, { person: first.value, weekdays: [1, 2, 3, 4, 5] }])}
      >
        {t('places.rotaAdd')}
      </Button>
    </Flex>
  )
}
