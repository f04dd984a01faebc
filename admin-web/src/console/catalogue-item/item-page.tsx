import { Alert, Button, Flex, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Refusal } from '../../parts/refusal.js'
import { addWords } from '../../parts/words/add-words.js'
import { useWish } from '../catalogue/address.js'
import { useIsEditor } from '../catalogue/roles.js'
import type { ItemStory, Work } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'
import { ItemView } from './item-view.js'
import { StateChange } from './state-change.js'
import { Versions } from './versions.js'
import { en, zh } from './words.js'

addWords(zh, en)

/** 一个事项: what its newest version says, how it stands, all versions and who made them. */
export function ItemPage() {
  const { item = '' } = useParams()
  const query = useAnswer<ItemStory>(`/api/catalogue/items/${encodeURIComponent(item)}`)
  return <Asked query={query}>{(story) => <Shown story={story} />}</Asked>
}

const views = ['content', 'versions', 'works'] as const

function Shown({ story }: { readonly story: ItemStory }) {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const content = {
    content: <ItemView content={story.item} />,
    versions: <Versions story={story} />,
    works: <WorksOf story={story} />,
  }
  return (
    <>
      <Heading title={story.item.name} asOfMs={null} extra={<Standing story={story} />} />
      <Flex vertical gap={12}>
        <Way story={story} />
        <Tabs
          activeKey={views.find((view) => view === wish['view']) ?? 'content'}
          onChange={(view) => change({ view })}
          items={views.map((view) => ({ key: view, label: t(`catalogue.item.views.${view}`), children: content[view] }))}
          destroyOnHidden
        />
      </Flex>
    </>
  )
}

const stateColors = { published: 'green', suspended: 'orange', cancelled: 'red' } as const

function Standing({ story: { stateNow, inForce, item, from, publisher } }: { readonly story: ItemStory }) {
  const { t } = useTranslation()
  return (
    <Flex gap={4} wrap align="center">
      <Tag color={stateColors[stateNow]}>{t(`catalogue.states.${stateNow}`)}</Tag>
      <span>{inForce === null ? t('catalogue.item.noneInForce') : t('catalogue.item.inForce', { version: inForce })}</span>
      {inForce !== null && inForce !== item.version && (
        <Tag color="blue">{t('catalogue.item.coming', { version: item.version, from })}</Tag>
      )}
      <span>{t('catalogue.item.by', { name: publisher.name })}</span>
    </Flex>
  )
}

/** What can be done with it: printed, written, suspended. */
function Way({ story }: { readonly story: ItemStory }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const isEditor = useIsEditor()
  const [isChanging, changing] = useState(false)
  const begin = useAct<Work>((work) => void navigate(`/catalogue/works/${work.id}`))
  const { item, own, state } = story
  const id = encodeURIComponent(item.id)
  const open = story.works.find(({ stage }) => stage !== 'published' && stage !== 'dropped')
  const print = (path: string, word: string) => (
    <Button href={`/print/items/${id}${path}`} target="_blank">
      {t(`catalogue.item.${word}`)}
    </Button>
  )
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap>
        {story.inForce !== null && print('', 'guide')}
        {story.inForce !== null && print('/papers', 'papers')}
        {own && isEditor && state !== 'cancelled' && open === undefined && (
          <Button
            type="primary"
            loading={begin.isPending}
            onClick={() =>
              begin.mutate({
                path: '/api/works',
                body: { item: item.id, title: t('catalogue.item.workTitle', { name: item.name }) },
              })
            }
          >
            {t('catalogue.item.write')}
          </Button>
        )}
        {open !== undefined && (
          <Link to={`/catalogue/works/${open.id}`}>
            <Button type="primary">{t('catalogue.item.writeOn', { title: open.title })}</Button>
          </Link>
        )}
        {own && isEditor && <Button onClick={() => changing(true)}>{t('catalogue.item.changeState')}</Button>}
      </Flex>
      {begin.error !== null && <Refusal error={begin.error} />}
      {!own && <Alert type="info" showIcon title={t('catalogue.item.notOwn', { name: story.publisher.name })} />}
      {isChanging && <StateChange story={story} close={() => changing(false)} />}
    </Flex>
  )
}

function WorksOf({ story: { works } }: { readonly story: ItemStory }) {
  const { t } = useTranslation()
  if (works.length === 0) return <p>{t('catalogue.nothing')}</p>
  return (
    <ul className="lines">
      {works.map(({ id, title, stage }) => (
        <li key={id}>
          <Link to={`/catalogue/works/${id}`}>{title}</Link>
          <Tag>{t(`catalogue.stages.${stage}`)}</Tag>
        </li>
      ))}
    </ul>
  )
}
