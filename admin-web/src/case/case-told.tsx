import { Empty, Flex, Table, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { usePlaces } from '../counter/acts/directory-field.js'
import { materialName } from '../counter/acts/originals.js'
import { Part } from '../parts/part.js'
import type { CasePage } from '../parts/shapes.js'
import { timeText } from '../parts/times.js'

/** 告知链, 原件 and 任务: sent is not told, and every original has a holder. */
export function CaseTold({ page }: { readonly page: CasePage }) {
  return (
    <Flex vertical gap={16}>
      <Notices page={page} />
      <Originals page={page} />
      <Tasks page={page} />
    </Flex>
  )
}

function None() {
  const { t } = useTranslation()
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('tellings.none')} />
}

function Notices({ page: { notices } }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  return (
    <Part title={t('tellings.notices')}>
      {notices.length === 0 && <None />}
      <ul className="lines">
        {notices.map(({ sequence, kind, issuedMs, opened, told }) => (
          <li key={sequence}>
            <strong>{t(`notice.${kind}`)}</strong>
            <ol className="chain" aria-label={t(`notice.${kind}`)}>
              <Link isDone name={t('tellings.issued')} text={timeText(issuedMs)} />
              <Link
                isDone={opened !== null}
                name={t(opened === null ? 'tellings.notOpened' : 'tellings.opened')}
                text={opened === null ? '' : `${opened.place.name} ${timeText(opened.atMs)}`}
              />
              <Link
                isDone={told !== null}
                name={t(told === null ? 'tellings.notTold' : 'tellings.told')}
                text={told === null ? '' : toldText(t, told)}
              />
            </ol>
          </li>
        ))}
      </ul>
    </Part>
  )
}

type Told = NonNullable<CasePage['notices'][number]['told']>

function toldText(t: TFunction, { whom, how, toldMs, place }: Told): string {
  return [t(`told.whom.${whom}`), t(`told.how.${how}`), place.name, timeText(toldMs)].join(' · ')
}

function Link({ isDone, name, text }: { readonly isDone: boolean; readonly name: string; readonly text: string }) {
  return (
    <li>
      <Tag color={isDone ? 'green' : 'orange'}>{name}</Tag>
      <span className="number">{text}</span>
    </li>
  )
}

function Originals({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const { originals } = page
  return (
    <Part title={t('originals.title')}>
      {originals.length === 0 ? (
        <None />
      ) : (
        <Table
          aria-label={t('originals.title')}
          size="small"
          pagination={false}
          rowKey="material"
          dataSource={[...originals]}
          columns={[
            { title: t('originals.name'), render: (_, { material }) => materialName(t, page, material) },
            { title: t('originals.holder'), render: (_, { holder }) => holder?.name ?? t('originals.applicant') },
            {
              title: t('originals.to'),
              render: (_, { to }) => (to === null ? t('none') : t('originals.sentTo', { to: to.name })),
            },
            { title: t('originals.bag'), render: (_, { bag }) => bag ?? t('none') },
            { title: t('originals.since'), className: 'number', render: (_, { sinceMs }) => timeText(sinceMs) },
            {
              title: t('originals.state'),
              render: (_, { missing, to }) => (
                <Tag color={missing ? 'red' : to === null ? 'green' : 'blue'}>
                  {t(missing ? 'originals.missing' : to === null ? 'originals.resting' : 'originals.travelling')}
                </Tag>
              ),
            },
          ]}
        />
      )}
    </Part>
  )
}

function Tasks({ page: { tasks } }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const places = usePlaces()
  return (
    <Part title={t('tellings.tasks')}>
      {tasks.length === 0 && <None />}
      <ul className="lines">
        {tasks.map(({ task, kind, place, site, from, until, answer }) => (
          <li key={task}>
            <span>
              <strong>{t(`task.${kind}`)}</strong> · {places.find(({ id }) => id === place)?.name ?? place ?? site}
              {(from !== null || until !== null) && (
                <span className="number"> · {t('tellings.span', { from: from ?? '', until: until ?? '' })}</span>
              )}
            </span>
            <span>
              {answer !== null && answer.votes !== null && <span>{t('tellings.votes', answer.votes)} </span>}
              <Tag color={answer === null ? 'orange' : answer.result === 'done' ? 'green' : 'red'}>
                {answer === null ? t('tellings.open') : t(`acts.taskResult.${answer.result}`)}
              </Tag>
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
