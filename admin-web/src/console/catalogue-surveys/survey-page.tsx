import { Button, Flex, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { timeText } from '../../parts/times.js'
import { addWords } from '../../parts/words/add-words.js'
import { useCodes } from '../catalogue/codes.js'
import { useIsEditor } from '../catalogue/roles.js'
import type { SurveyPage } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'
import { saveTable } from '../catalogue-reports/save-file.js'
import { AnswerForm } from './answer-form.js'
import { en, zh } from './words.js'

addWords(zh, en)

/** 一次普查: who answered, who has none, who has not said; and all they named. */
export function SurveyPageView() {
  const { survey: id = '' } = useParams()
  const query = useAnswer<SurveyPage>(`/api/surveys/${encodeURIComponent(id)}`)
  return <Asked query={query}>{(page) => <Shown key={page.survey.id} page={page} />}</Asked>
}

const colors = { answered: 'green', none: 'green', missing: 'orange', late: 'red' } as const

function Shown({ page }: { readonly page: SurveyPage }) {
  const { t } = useTranslation()
  const { survey, status, asOfMs } = page
  const { desk, start } = useSeat()
  const isEditor = useIsEditor()
  const close = useAct()
  const own = desk?.organ ?? null
  const isAsked = own !== null && survey.organs.includes(own.id)
  return (
    <>
      <Heading title={survey.title} asOfMs={asOfMs} extra={<Tag>{t('catalogue.surveys.until', { due: survey.due })}</Tag>} />
      <Flex vertical gap={16}>
        {isEditor && isAsked && !survey.closed && <AnswerForm page={page} organ={own.id} />}
        <Part title={t('catalogue.surveys.status')}>
          <Table<(typeof status)[number]>
            aria-label={t('catalogue.surveys.status')}
            rowKey={({ organ }) => organ.id}
            size="small"
            pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={[...status]}
            columns={[
              { title: t('catalogue.organ'), render: (_, { organ }) => organ.name },
              {
                title: t('catalogue.surveys.answer'),
                render: (_, { state }) => <Tag color={colors[state]}>{t(`catalogue.surveys.states.${state}`)}</Tag>,
              },
              { title: t('catalogue.surveys.items'), render: (_, { items }) => items },
              {
                title: t('catalogue.surveys.answered'),
                className: 'number',
                render: (_, { answeredMs }) => (answeredMs === null ? t('none') : timeText(answeredMs)),
              },
            ]}
          />
        </Part>
        <Rows page={page} />
        {close.error !== null && <Refusal error={close.error} />}
        {isEditor && !survey.closed && survey.site === start.site.id && (
          <div>
            <Button danger loading={close.isPending} onClick={() => close.mutate({ path: `/api/surveys/${survey.id}/close` })}>
              {t('catalogue.surveys.close')}
            </Button>
          </div>
        )}
      </Flex>
    </>
  )
}

function Rows({ page: { survey, rows } }: { readonly page: SurveyPage }) {
  const { t } = useTranslation()
  const codes = useCodes()
  const type = (code: string | null) => (code === null ? null : codes.nameOf('itemTypes', code))
  const save = () =>
    saveTable(survey.title, [
      [
        t('catalogue.organ'),
        t('catalogue.items.name'),
        t('catalogue.items.type'),
        t('catalogue.surveys.code'),
        t('catalogue.surveys.remark'),
      ],
      ...rows.map((row) => [row.organ.name, row.name, type(row.type), row.code, row.remark]),
    ])
  return (
    <Part title={t('catalogue.surveys.named')}>
      <Flex vertical gap={8}>
        <div>
          <Button size="small" onClick={save}>
            {t('catalogue.surveys.asTable')}
          </Button>
        </div>
        <Table<{ readonly key: number; readonly row: (typeof rows)[number] }>
          aria-label={t('catalogue.surveys.named')}
          rowKey="key"
          size="small"
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={rows.map((row, key) => ({ key, row }))}
          columns={[
            { title: t('catalogue.organ'), render: (_, { row }) => row.organ.name },
            { title: t('catalogue.items.name'), render: (_, { row }) => row.name },
            { title: t('catalogue.items.type'), render: (_, { row }) => type(row.type) ?? t('none') },
            { title: t('catalogue.surveys.code'), render: (_, { row }) => row.code ?? t('none') },
            { title: t('catalogue.surveys.remark'), render: (_, { row }) => row.remark ?? t('none') },
          ]}
        />
      </Flex>
    </Part>
  )
}
