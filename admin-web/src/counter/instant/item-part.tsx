import { Alert, Checkbox, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { ItemChoice } from '../find/item-choice.js'
import { fieldsOf } from '../form/fields.js'
import { FormField } from '../form/form-step.js'
import { Questions } from '../papers/papers-step.js'
import { sheetsText } from '../papers/sheets.js'
import type { Asked, Item } from '../shapes.js'
import { type InstantContent, papersToSee } from './content.js'
import { beside } from './enter-moves.js'

interface Props {
  readonly item: Item | null
  readonly asked: Asked | null
  readonly content: InstantContent
  readonly change: (part: Partial<InstantContent>) => void
}

/** The item with what it asks for; it stays for the next applicant. */
export function ItemPart({ item, asked, content, change }: Props) {
  const { t } = useTranslation()
  return (
    <Flex vertical gap={4}>
      <ItemChoice
        id="instant-item"
        handling="instant"
        item={item}
        isChosen={content.item !== null}
        choose={(id) => change({ item: id, answers: [], form: {}, seen: false, certificate: '' })}
      />
      {item?.handling === 'promised' && (
        <Alert
          type="warning"
          showIcon
          title={t('instant.promised')}
          description={t('nextStep', { next: t('instant.promisedNext') })}
        />
      )}
      {item !== null && asked !== null && <Details {...{ item, asked, content, change }} />}
    </Flex>
  )
}

function Details({ item, asked, content, change }: Props & { readonly item: Item; readonly asked: Asked }) {
  const { t } = useTranslation()
  const fields = fieldsOf(item.form)
  return (
    <>
      {asked.groups.length > 0 && (
        <Questions asked={asked} answers={content.answers} onAnswer={(answers) => change({ answers, seen: false })} />
      )}
      {fields.length > 0 && (
        <Flex gap={16} wrap>
          {fields.map((field) => (
            <FormField
              key={field.name}
              field={field}
              value={content.form[field.name]}
              warning={asked.warnings.find(({ path }) => path === `/${field.name}`)?.text ?? null}
              onChange={(value) => change({ form: { ...content.form, [field.name]: value } })}
            />
          ))}
        </Flex>
      )}
      {fields.length > 0 && (
        <div {...beside}>
          <Checkbox checked={content.keepsForm} onChange={({ target }) => change({ keepsForm: target.checked })}>
            {t('instant.keepsForm')}
          </Checkbox>
        </div>
      )}
      <Papers asked={asked} seen={content.seen} onSeen={(seen) => change({ seen })} />
    </>
  )
}

function Papers({
  asked,
  seen,
  onSeen,
}: {
  readonly asked: Asked
  readonly seen: boolean
  readonly onSeen: (seen: boolean) => void
}) {
  const { t } = useTranslation()
  const papers = papersToSee(asked)
  if (papers.length === 0) return <span>{t('instant.noPapers')}</span>
  return (
    <section aria-label={t('instant.papers')}>
      <ul className="reasons">
        {papers.map(({ id, name, originals, copies }) => (
          <li key={id}>{`${name}${t('colon')}${sheetsText(t, { originals, copies })}`}</li>
        ))}
      </ul>
      <Checkbox id="instant-seen" checked={seen} onChange={({ target }) => onSeen(target.checked)}>
        {t('instant.seen')}
      </Checkbox>
    </section>
  )
}
