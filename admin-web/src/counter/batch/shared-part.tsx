import { Alert, Checkbox, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import { fieldsOf } from '../form/fields.js'
import { FormField } from '../form/form-step.js'
import { papersToSee } from '../instant/content.js'
import { Questions } from '../papers/papers-step.js'
import { sheetsText } from '../papers/sheets.js'
import { ItemChoice } from '../find/item-choice.js'
import type { Asked, Item } from '../shapes.js'
import type { BatchContent } from './content.js'

interface Props {
  readonly item: Item | null
  readonly asked: Asked | null
  readonly content: BatchContent
  readonly change: (part: Partial<BatchContent>) => void
  /** Some rows are cases already. */
  readonly isLocked: boolean
}

/** What is the same for everybody: item, questions, papers, form. */
export function SharedPart({ item, asked, content, change, isLocked }: Props) {
  const { t } = useTranslation()
  return (
    <Part title={t('batch.shared')}>
      {isLocked && <Alert type="info" showIcon title={t('batch.locked')} />}
      <fieldset className="plain" disabled={isLocked}>
        <Flex vertical gap={8}>
          <ItemChoice
            id="batch-item"
            item={item}
            isChosen={content.item !== null}
            isDisabled={isLocked}
            choose={(id) => change({ item: id, answers: [], form: {}, perRow: [], seen: false })}
          />
          {item !== null && asked !== null && <Details {...{ item, asked, content, change }} />}
        </Flex>
      </fieldset>
    </Part>
  )
}

function Details({ item, asked, content, change }: Omit<Props, 'isLocked'> & { readonly item: Item; readonly asked: Asked }) {
  const { t } = useTranslation()
  const { form, perRow } = content
  const papers = papersToSee(asked)
  return (
    <>
      {asked.groups.length > 0 && (
        <Questions asked={asked} answers={content.answers} onAnswer={(answers) => change({ answers, seen: false })} />
      )}
      <Flex gap={16} wrap>
        {fieldsOf(item.form).map((field) => {
          const isOwn = perRow.includes(field.name)
          return (
            <div key={field.name}>
              {!isOwn && (
                <FormField
                  field={field}
                  value={form[field.name]}
                  warning={asked.warnings.find(({ path }) => path === `/${field.name}`)?.text ?? null}
                  onChange={(value) => change({ form: { ...form, [field.name]: value } })}
                />
              )}
              <Checkbox
                checked={isOwn}
                onChange={({ target }) =>
                  change({ perRow: target.checked ? [...perRow, field.name] : perRow.filter((each) => each !== field.name) })
                }
              >
                {t('batch.perRow', { name: field.title })}
              </Checkbox>
            </div>
          )
        })}
      </Flex>
      {papers.length > 0 && (
        <Checkbox checked={content.seen} onChange={({ target }) => change({ seen: target.checked })}>
          {`${t('batch.seen')}${t('colon')}${papers.map(({ name, originals, copies }) => `${name} ${sheetsText(t, { originals, copies })}`).join(t('semicolon'))}`}
        </Checkbox>
      )}
    </>
  )
}
