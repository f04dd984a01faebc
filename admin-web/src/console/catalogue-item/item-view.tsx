import { Flex, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import type { Content } from '../catalogue/shapes.js'
import { type Field, type ListField, type Section, sections, wordOf } from './fields.js'
import { FormFieldsView } from './form-fields-view.js'
import { valueAt } from './paths.js'
import { useValueText } from './value-text.js'

/** All an item says, section by section, to read. */
export function ItemView({ content }: { readonly content: Content }) {
  return (
    <Flex vertical gap={16}>
      {sections.map((section) => (
        <SectionView key={section.name} section={section} content={content} />
      ))}
      <FormFieldsView form={content.form} />
    </Flex>
  )
}

function SectionView({ section, content }: { readonly section: Section; readonly content: Content }) {
  const { t } = useTranslation()
  return (
    <Part title={t(`catalogue.section.${section.name}`)}>
      {section.fields.length > 0 && <Facts fields={section.fields} holder={content} />}
      {section.lists.map((list) => (
        <ListView key={wordOf(list.path)} list={list} content={content} hasTitle={section.lists.length > 1} />
      ))}
    </Part>
  )
}

const WIDE: readonly Field['kind'][] = ['passage', 'lines', 'law', 'options']

function Facts({ fields, holder }: { readonly fields: readonly Field[]; readonly holder: unknown }) {
  const { t } = useTranslation()
  const textOf = useValueText()
  return (
    <dl className="catalogue-facts">
      {fields.map(({ path, kind }) => (
        <div key={wordOf(path)} className={WIDE.includes(kind) ? 'wide' : undefined}>
          <dt>{t(`catalogue.field.${wordOf(path)}`)}</dt>
          <dd>{textOf(kind, valueAt(holder, path))}</dd>
        </div>
      ))}
    </dl>
  )
}

interface ListProps {
  readonly list: ListField
  readonly content: Content
  readonly hasTitle: boolean
}

interface ListRow {
  readonly index: number
  readonly row: object
}

/** The first few columns beside each other, the rest below a row that is opened. */
const COLUMNS = 6

function ListView({ list, content, hasTitle }: ListProps) {
  const { t } = useTranslation()
  const textOf = useValueText()
  const word = wordOf(list.path)
  const value = valueAt(content, list.path)
  const rows: ListRow[] = (Array.isArray(value) ? value : []).map((row: object, index) => ({ index, row }))
  const rest = list.fields.slice(COLUMNS)
  const title = t(`catalogue.field.${word}`)
  return (
    <>
      {hasTitle && <h3 className="lines-title">{title}</h3>}
      <Table<ListRow>
        aria-label={title}
        rowKey="index"
        size="small"
        pagination={false}
        locale={{ emptyText: t('catalogue.nothing') }}
        dataSource={rows}
        columns={list.fields.slice(0, COLUMNS).map(({ path, kind }) => ({
          title: t(`catalogue.inner.${wordOf(path)}`),
          render: (_: unknown, { row }: ListRow) => <span className="catalogue-words">{textOf(kind, valueAt(row, path))}</span>,
        }))}
        {...(rest.length > 0 && {
          expandable: {
            expandedRowRender: ({ row }) => (
              <dl className="catalogue-facts">
                {rest.map(({ path, kind }) => (
                  <div key={wordOf(path)}>
                    <dt>{t(`catalogue.inner.${wordOf(path)}`)}</dt>
                    <dd>{textOf(kind, valueAt(row, path))}</dd>
                  </div>
                ))}
              </dl>
            ),
          },
        })}
      />
    </>
  )
}
