import { Card, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Heading } from '../../parts/heading.js'
import { useWorkFilter, views, type WorkFilter } from './filter.js'
import { ExpectedOriginals } from './originals.js'
import { Outside } from './outside.js'
import { ToRing } from './to-ring.js'
import { addWords } from '../../parts/words/add-words.js'
import { WorkCases } from './work-cases.js'
import { WorkTasks } from './work-tasks.js'
import { worklistEn, worklistZh } from './words.js'

addWords(worklistZh, worklistEn)

export type Change = (change: Partial<WorkFilter>) => void

export interface WorkProps {
  readonly filter: WorkFilter
  readonly change: Change
}

/** 待办: what somebody here has to do, one kind at a time. */
export function Worklist() {
  const { t } = useTranslation()
  const [filter, change] = useWorkFilter()
  const content = {
    cases: <WorkCases filter={filter} change={change} />,
    tasks: <WorkTasks />,
    ring: <ToRing />,
    originals: <ExpectedOriginals />,
    outside: <Outside filter={filter} change={change} />,
  }
  return (
    <>
      <Heading title={t('work.title')} asOfMs={null} />
      <Card styles={{ body: { padding: 16 } }}>
        <Tabs
          activeKey={filter.view}
          onChange={(key) => change({ view: views.find((view) => view === key) ?? 'cases' })}
          items={views.map((view) => ({ key: view, label: t(`work.view.${view}`), children: content[view] }))}
          destroyOnHidden
        />
      </Card>
    </>
  )
}
