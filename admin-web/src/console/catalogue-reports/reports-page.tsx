import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { useWish } from '../catalogue/address.js'
import { Booklets } from './booklets.js'
import { CasesReport } from './cases-report.js'
import { OutsideHall, TooManySteps } from './item-reports.js'
import { SpeedUp } from './speed-up.js'
import { VillageReport } from './village-report.js'
import { en, zh } from './words.js'

addWords(zh, en)

const views = ['villages', 'outside', 'steps', 'cases', 'speed', 'booklets'] as const

/** 报表: what the catalogue shows of itself. */
export function ReportsPage() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const content = {
    villages: <VillageReport />,
    outside: <OutsideHall />,
    steps: <TooManySteps />,
    cases: <CasesReport />,
    speed: <SpeedUp />,
    booklets: <Booklets />,
  }
  return (
    <>
      <Heading title={t('catalogue.reports.title')} asOfMs={null} />
      <Tabs
        activeKey={views.find((view) => view === wish['view']) ?? 'villages'}
        onChange={(view) => change({ view, place: '' })}
        items={views.map((view) => ({ key: view, label: t(`catalogue.reports.views.${view}`), children: content[view] }))}
        destroyOnHidden
      />
    </>
  )
}
