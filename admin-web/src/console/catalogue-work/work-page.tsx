import { Alert, Flex, Select, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { useWish } from '../catalogue/address.js'
import { useIsEditor } from '../catalogue/roles.js'
import type { WorkPage } from '../catalogue/shapes.js'
import { Findings } from '../catalogue-edit/findings.js'
import { ItemView } from '../catalogue-item/item-view.js'
import { Acts } from './acts.js'
import { Choices } from './choices.js'
import { ImpactView } from './impact.js'
import { PowerList } from './power-list.js'
import { Review } from './review.js'
import { en, zh } from './words.js'
import { WriteItem } from './write-item.js'

addWords(zh, en)

/** 一项编制: what is written, what the rules find, what publishing would touch, and whose turn it is. */
export function WorkPageView() {
  const { work: id = '' } = useParams()
  const query = useAnswer<WorkPage>(`/api/works/${encodeURIComponent(id)}`)
  return <Asked query={query}>{(page) => <Shown key={page.work.id} page={page} />}</Asked>
}

function Shown({ page }: { readonly page: WorkPage }) {
  const { t } = useTranslation()
  const { work, brokenAct } = page
  return (
    <>
      <Heading title={work.title} asOfMs={null} extra={<span>{t(`catalogue.works.kinds.${work.plan.kind}`)}</span>} />
      <Flex vertical gap={16}>
        {brokenAct !== null && <Alert type="error" showIcon title={t('catalogue.works.broken', { number: brokenAct })} />}
        {work.stage === 'draft' && work.returned !== null && (
          <Alert type="warning" showIcon title={t('catalogue.works.returnedBecause', { reason: work.returned.reason })} />
        )}
        <Review page={page} />
        <Views page={page} />
      </Flex>
    </>
  )
}

const views = ['content', 'choices', 'impact', 'list', 'acts'] as const

function Views({ page }: { readonly page: WorkPage }) {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const { work } = page
  const isOffered = {
    content: work.items.length > 0,
    choices: work.choices.length > 0,
    impact: work.items.length > 0 && work.stage !== 'published',
    list: work.plan.kind === 'delegation' || work.plan.kind === 'take-back',
    acts: true,
  }
  const content = {
    content: <ContentView page={page} />,
    choices: <Choices page={page} />,
    impact: <ImpactView work={work.id} />,
    list: <PowerList work={work.id} />,
    acts: <Acts acts={page.acts} />,
  }
  const shown = views.filter((view) => isOffered[view])
  return (
    <Tabs
      activeKey={shown.find((view) => view === wish['view']) ?? shown[0] ?? 'acts'}
      onChange={(view) => change({ view })}
      items={shown.map((view) => ({ key: view, label: t(`catalogue.works.views.${view}`), children: content[view] }))}
      destroyOnHidden
    />
  )
}

/** One item of the work at a time; beside it what the rules find. */
function ContentView({ page }: { readonly page: WorkPage }) {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const { work } = page
  const isWritable = useIsEditor() && work.stage === 'draft'
  const shown = work.items.find(({ item }) => item === wish['item']) ?? work.items[0]
  if (shown === undefined) return null
  const findings = page.findings.filter(({ item }) => item === shown.item)
  return (
    <Flex vertical gap={12}>
      {work.items.length > 1 && (
        <Select
          aria-label={t('catalogue.works.whichItem')}
          style={{ maxWidth: 480 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={shown.item}
          options={work.items.map(({ item, content }) => ({ value: item, label: content.name }))}
          onChange={(item) => change({ item })}
        />
      )}
      <div className="catalogue-beside">
        {isWritable ? (
          <WriteItem key={shown.item} page={page} item={shown.item} findings={findings} />
        ) : (
          <ItemView content={shown.content} />
        )}
        <aside>
          <Findings findings={findings} />
        </aside>
      </div>
    </Flex>
  )
}
