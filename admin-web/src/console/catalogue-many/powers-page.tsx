import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { useWish } from '../catalogue/address.js'
import { PowerMatrix } from './power-matrix.js'
import { Register } from './register.js'
import { en, zh } from './words.js'

addWords(zh, en)

const views = ['matrix', 'register'] as const

/** 下放委托: who below has which power over which item, handed down and taken back many in one act; the list to publish. */
export function PowersPage() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const content = { matrix: <PowerMatrix />, register: <Register /> }
  return (
    <>
      <Heading title={t('catalogue.many.powersTitle')} asOfMs={null} />
      <Tabs
        activeKey={views.find((view) => view === wish['view']) ?? 'matrix'}
        onChange={(view) => change({ view })}
        items={views.map((view) => ({ key: view, label: t(`catalogue.many.views.${view}`), children: content[view] }))}
        destroyOnHidden
      />
    </>
  )
}
