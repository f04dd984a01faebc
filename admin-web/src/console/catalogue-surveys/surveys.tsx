import { Button, Flex, Input, Modal, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useDirectory } from '../../counter/acts/directory-field.js'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Refusal } from '../../parts/refusal.js'
import { addWords } from '../../parts/words/add-words.js'
import { useIsEditor } from '../catalogue/roles.js'
import type { Survey } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'
import { en, zh } from './words.js'

addWords(zh, en)

/** 普查: rounds in which organs name what they can handle. */
export function Surveys() {
  const { t } = useTranslation()
  const isEditor = useIsEditor()
  const [isOpen, open] = useState(false)
  const query = useAnswer<{ readonly surveys: readonly Survey[] }>('/api/surveys')
  return (
    <>
      <Heading
        title={t('catalogue.surveys.title')}
        asOfMs={null}
        extra={isEditor && <Button onClick={() => open(true)}>{t('catalogue.surveys.open')}</Button>}
      />
      <Asked query={query}>{({ surveys }) => <SurveyTable surveys={surveys} />}</Asked>
      {isOpen && <NewSurvey close={() => open(false)} />}
    </>
  )
}

function SurveyTable({ surveys }: { readonly surveys: readonly Survey[] }) {
  const { t } = useTranslation()
  return (
    <Table
      aria-label={t('catalogue.surveys.title')}
      rowKey="id"
      size="middle"
      dataSource={[...surveys]}
      locale={{ emptyText: t('catalogue.surveys.none') }}
      pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        {
          title: t('catalogue.surveys.name'),
          render: (_, { id, title }) => <Link to={`/catalogue/surveys/${id}`}>{title}</Link>,
        },
        { title: t('catalogue.surveys.due'), className: 'number', render: (_, { due }) => due },
        { title: t('catalogue.surveys.organs'), render: (_, { organs }) => organs.length },
        {
          title: t('catalogue.state'),
          render: (_, { closed }) => (
            <Tag color={closed ? 'default' : 'blue'}>{t(closed ? 'catalogue.surveys.closed' : 'catalogue.surveys.running')}</Tag>
          ),
        },
      ]}
    />
  )
}

function NewSurvey({ close }: { readonly close: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [title, type] = useState('')
  const [due, setDue] = useState('')
  const [organs, choose] = useState<readonly string[]>([])
  const all =
    useDirectory<{ readonly organs: readonly { readonly id: string; readonly name: string }[] }>('/api/organs').data?.organs ?? []
  const send = useAct<Survey>(({ id }) => void navigate(`/catalogue/surveys/${id}`))
  return (
    <Modal
      open
      title={t('catalogue.surveys.open')}
      okText={t('catalogue.surveys.begin')}
      okButtonProps={{ loading: send.isPending, disabled: title.trim() === '' || due === '' || organs.length === 0 }}
      onOk={() => send.mutate({ path: '/api/surveys', body: { title: title.trim(), due, organs } })}
      onCancel={close}
    >
      <Flex vertical gap={12}>
        <label>
          {t('catalogue.surveys.name')}
          <Input maxLength={200} value={title} onChange={({ target }) => type(target.value)} />
        </label>
        <label>
          {t('catalogue.surveys.due')}
          <Input type="date" value={due} onChange={({ target }) => setDue(target.value)} />
        </label>
        <Select
          aria-label={t('catalogue.surveys.organs')}
          placeholder={t('catalogue.surveys.organs')}
          mode="multiple"
          maxTagCount={8}
          showSearch={{ optionFilterProp: 'label' }}
          value={[...organs]}
          options={all.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={choose}
        />
        <div>
          <Button size="small" onClick={() => choose(all.map(({ id }) => id))}>
            {t('catalogue.surveys.everybody')}
          </Button>
        </div>
        {send.error !== null && <Refusal error={send.error} />}
      </Flex>
    </Modal>
  )
}
