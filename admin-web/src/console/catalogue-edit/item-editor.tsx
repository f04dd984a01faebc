import { Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import { type EditorProps, idAt } from './editor-props.js'
import { type Field, pointerOf, type Section, sections, wordOf } from '../catalogue-item/fields.js'
import { FieldFindings } from './findings.js'
import { FormFields } from './form-fields.js'
import { ListEditor } from './list-editor.js'
import { valueAt, withValueAt } from '../catalogue-item/paths.js'
import { ValueField } from './value-field.js'

/** An item as it is written, section by section; beside each field what the rules find in it. */
export function ItemEditor(props: EditorProps) {
  return (
    <Flex vertical gap={16}>
      {sections.map((section) => (
        <SectionEditor key={section.name} section={section} {...props} />
      ))}
      <FormFields {...props} />
    </Flex>
  )
}

function SectionEditor({ section, ...props }: EditorProps & { readonly section: Section }) {
  const { t } = useTranslation()
  const { content, findings, change } = props
  return (
    <Part title={t(`catalogue.section.${section.name}`)}>
      {section.fields.length > 0 && (
        <div className="catalogue-fields">
          {section.fields.map((field) => (
            <FieldRow
              key={wordOf(field.path)}
              field={field}
              content={content}
              findings={findings}
              change={(value) => change(withValueAt(content, field.path, value))}
            />
          ))}
        </div>
      )}
      {section.lists.map((list) => (
        <ListEditor key={wordOf(list.path)} list={list} {...props} />
      ))}
    </Part>
  )
}

interface RowProps extends Omit<EditorProps, 'change'> {
  readonly field: Field
  readonly change: (value: unknown) => void
}

const WIDE: readonly Field['kind'][] = ['passage', 'lines']

/** Its label, its value, what is wrong with it. */
function FieldRow({ field, content, findings, change }: RowProps) {
  const { t } = useTranslation()
  const pointer = pointerOf(field.path)
  const label = t(`catalogue.field.${wordOf(field.path)}`)
  return (
    <div id={idAt(pointer)} className={WIDE.includes(field.kind) ? 'wide' : undefined}>
      <span className="catalogue-label">{label}</span>
      <div>
        <ValueField field={field} label={label} value={valueAt(content, field.path)} change={change} content={content} />
        <FieldFindings findings={findings} pointer={pointer} />
      </div>
    </div>
  )
}
