import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import { type FormField, formFieldsOf } from './form-schema.js'

/** 申请表: what the application form asks for. */
export function FormFieldsView({ form }: { readonly form: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation()
  return (
    <Part title={t('catalogue.section.form')}>
      <Table<FormField>
        aria-label={t('catalogue.section.form')}
        rowKey="name"
        size="small"
        pagination={false}
        locale={{ emptyText: t('catalogue.nothing') }}
        dataSource={[...formFieldsOf(form)]}
        columns={[
          { title: t('catalogue.form.title'), render: (_, { title }) => title },
          { title: t('catalogue.form.name'), render: (_, { name }) => name },
          { title: t('catalogue.form.type'), render: (_, { type }) => t(`catalogue.form.types.${type}`) },
          {
            title: t('catalogue.form.required'),
            render: (_, { isRequired }) => t(isRequired ? 'catalogue.yes' : 'catalogue.no'),
          },
        ]}
      />
    </Part>
  )
}
