import { Button, Flex, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Content } from '../catalogue/shapes.js'
import { freeId } from '../catalogue-item/paths.js'

interface Props {
  readonly label: string
  readonly value: unknown
  readonly change: (value: unknown) => void
  readonly content: Content
}

type Option = Content['scenarioGroups'][number]['options'][number]

/** 情形: answers of one question, each with the papers it adds. */
export function OptionsField({ label, value, change, content }: Props) {
  const { t } = useTranslation()
  const options = (Array.isArray(value) ? value : []) as readonly Option[]
  const all = content.scenarioGroups.flatMap((group) => group.options)
  const set = (at: number, next: Option) => change(options.map((each, index) => (index === at ? next : each)))
  const papers = content.materials.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Flex vertical gap={6} role="group" aria-label={label}>
      {options.map((option, index) => (
        <Flex key={option.id} gap={6} align="start">
          <Input
            aria-label={t('catalogue.edit.answerName', { number: index + 1 })}
            style={{ width: 190, flex: 'none' }}
            value={option.name}
            onChange={({ target }) => set(index, { ...option, name: target.value })}
          />
          <Select
            aria-label={t('catalogue.edit.answerPapers', { name: option.name })}
            placeholder={t('catalogue.edit.answerPapersHint')}
            mode="multiple"
            style={{ flex: 1, minWidth: 0 }}
            value={[...option.materials]}
            options={papers}
            onChange={(materials: string[]) => set(index, { ...option, materials })}
          />
          <Button
            aria-label={t('catalogue.edit.removeOne', { name: option.name })}
            onClick={() => change(options.filter((_, at) => at !== index))}
          >
            ×
          </Button>
        </Flex>
      ))}
      <div>
        <Button size="small" onClick={() => change([...options, { id: freeId('answer', all), name: '', materials: [] }])}>
          {t('catalogue.edit.addAnswer')}
        </Button>
      </div>
    </Flex>
  )
}

/** Asked only after one of these answers of other questions; none chosen: always. */
export function AskedField({ label, value, change, content }: Props) {
  const { t } = useTranslation()
  const groups = content.scenarioGroups.map(({ question, options }) => ({
    label: question,
    options: options.map(({ id, name }) => ({ value: id, label: name })),
  }))
  return (
    <Select
      aria-label={label}
      placeholder={t('catalogue.edit.askedAlways')}
      mode="multiple"
      style={{ width: '100%' }}
      value={Array.isArray(value) ? value : []}
      options={groups}
      onChange={change}
    />
  )
}
