import { Flex, Radio } from 'antd'
import { useAnswer } from '../../parts/answer.js'
import type { Item } from '../shapes.js'

interface Props {
  readonly item: string
  readonly answers: readonly string[]
  readonly answer: (answers: readonly string[]) => void
}

/** 情形: what the villager's case is like, which decides the papers on the list. */
export function Scenarios({ item, answers, answer }: Props) {
  const { data } = useAnswer<Item>(`/api/items/${encodeURIComponent(item)}`)
  const groups = (data?.id === item ? data.scenarioGroups : []).filter(
    ({ askedWhen }) => askedWhen.length === 0 || askedWhen.some((option) => answers.includes(option)),
  )
  return (
    <Flex vertical gap={8}>
      {groups.map(({ id, question, options }) => {
        const own = options.map((option) => option.id)
        return (
          <fieldset key={id} className="plain">
            <legend className="field-name">{question}</legend>
            <Radio.Group
              value={answers.find((each) => own.includes(each)) ?? null}
              options={options.map(({ id: value, name: label }) => ({ value, label }))}
              onChange={({ target }) => answer([...answers.filter((each) => !own.includes(each)), String(target.value)])}
            />
          </fieldset>
        )
      })}
    </Flex>
  )
}
