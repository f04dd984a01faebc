import { Alert, Flex, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { StepProps } from '../draft/step-props.js'
import type { Paper } from '../draft/content.js'
import { StepPart } from '../draft/step-part.js'
import type { Asked, Item } from '../shapes.js'
import { PaperRow } from './paper-row.js'

interface Props extends StepProps {
  readonly item: Item
  readonly asked: Asked
  readonly draft: string
}

/** 第三步: the questions of the guide, and for the answers the papers it asks for. */
export function PapersStep({ item, asked, content, change, draft }: Props) {
  const { t } = useTranslation()
  const { answers, materials } = content
  const put = (material: string, paper: Paper | null) =>
    change({ materials: [...materials.filter((each) => each.material !== material), ...(paper === null ? [] : [paper])] })
  const list = `/print/items/${encodeURIComponent(item.id)}/papers?answers=${encodeURIComponent(answers.join(','))}`
  return (
    <StepPart title={t('steps.papers')}>
      {asked.groups.length > 0 && <Questions asked={asked} answers={answers} onAnswer={(next) => change({ answers: next })} />}
      <Flex justify="space-between" align="center">
        <h3 className="part">{t('papers.list')}</h3>
        {asked.isAnswered && (
          <a href={list} target="_blank" rel="noreferrer">
            {t('draft.list')}
          </a>
        )}
      </Flex>
      {!asked.isAnswered && <Alert type="info" showIcon title={t('papers.answerFirst')} />}
      {asked.isAnswered && asked.materials.length === 0 && t('papers.none')}
      <ul className="lines">
        {asked.materials.map((material) => (
          <PaperRow
            key={material.id}
            material={material}
            given={materials.find((each) => each.material === material.id) ?? null}
            draft={draft}
            onChange={(paper) => put(material.id, paper)}
          />
        ))}
      </ul>
    </StepPart>
  )
}

interface QuestionsProps {
  readonly asked: Asked
  readonly answers: readonly string[]
  readonly onAnswer: (answers: readonly string[]) => void
}

/** 情形: the questions of the guide. */
export function Questions({ asked: { groups }, answers, onAnswer }: QuestionsProps) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('papers.questions')}>
      {groups.map(({ id, question, options }) => (
        <fieldset key={id} id={`question-${id}`} className="person" tabIndex={-1}>
          <legend>{question}</legend>
          <Radio.Group
            aria-label={question}
            value={options.find((option) => answers.includes(option.id))?.id ?? null}
            options={options.map((option) => ({ value: option.id, label: option.name }))}
            onChange={(event) => {
              const others = answers.filter((answer) => !options.some((option) => option.id === answer))
              onAnswer([...others, event.target.value as string])
            }}
          />
        </fieldset>
      ))}
    </section>
  )
}
