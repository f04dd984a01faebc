import { Button, Flex, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePlaceMap } from '../accounts/directory.js'
import type { Closure } from './shapes.js'

interface Props {
  readonly place: string
  readonly today: string
  readonly closures: readonly Closure[]
  readonly change: (closures: readonly Closure[]) => void
}

/** 临时关闭: dated, with the place that stands in. */
export function ClosuresField({ place, today, closures, change }: Props) {
  const { t } = useTranslation()
  const others = [...usePlaceMap().values()].filter(({ id }) => id !== place).map(({ id, name }) => ({ value: id, label: name }))
  const replace = (at: number, next: Partial<Closure>) =>
    change(closures.map((each, index) => (index === at ? { ...each, ...next } : each)))
  const label = (word: string, index: number) => `${word} ${index + 1}`
  return (
    <Flex vertical gap={8}>
      {closures.map(({ from, to, standIn }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list; two may say the same while being typed
        <Flex key={index} gap={8}>
          <Input
            type="date"
            aria-label={label(t('places.closureFrom'), index)}
            style={{ width: 160 }}
            value={from}
            onChange={({ target }) => replace(index, { from: target.value })}
          />
          <Input
            type="date"
            aria-label={label(t('places.closureTo'), index)}
            style={{ width: 160 }}
            value={to}
            onChange={({ target }) => replace(index, { to: target.value })}
          />
          <Select
            aria-label={label(t('places.closureStandIn'), index)}
            style={{ flex: 1, minWidth: 0 }}
            allowClear
            placeholder={t('places.nobody')}
            showSearch={{ optionFilterProp: 'label' }}
            value={standIn}
            options={others}
            onChange={(id: string | undefined) => replace(index, { standIn: id ?? null })}
          />
          <Button
            aria-label={t('places.remove', { number: index + 1 })}
            onClick={() => change(closures.filter((_, at) => at !== index))}
          >
            ×
          </Button>
        </Flex>
      ))}
      <Button
        style={{ alignSelf: 'flex-start' }}
        onClick={() => change([...closures, { from: today, to: today, standIn: null }])}
      >
        {t('places.closureAdd')}
      </Button>
    </Flex>
  )
}
