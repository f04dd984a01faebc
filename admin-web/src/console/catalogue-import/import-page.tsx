import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { useWish } from '../catalogue/address.js'
import { useIsEditor } from '../catalogue/roles.js'
import { BaseImport } from './base-import.js'
import { ExportItems } from './export-items.js'
import { ImportItems } from './import-items.js'
import { en, zh } from './words.js'

addWords(zh, en)

const views = ['items', 'export', 'base'] as const

/** 导入导出: items from a file and back; the base list at the city. */
export function ImportPage() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const { site } = useSeat().start
  const isEditor = useIsEditor()
  const offered = { items: isEditor, export: true, base: isEditor && site.tier === 'city' }
  const content = { items: <ImportItems />, export: <ExportItems />, base: <BaseImport /> }
  const shown = views.filter((view) => offered[view])
  return (
    <>
      <Heading title={t('catalogue.menu.import')} asOfMs={null} />
      <Tabs
        activeKey={shown.find((view) => view === wish['view']) ?? shown[0] ?? 'export'}
        onChange={(view) => change({ view, run: '' })}
        items={shown.map((view) => ({ key: view, label: t(`catalogue.import.views.${view}`), children: content[view] }))}
        destroyOnHidden
      />
    </>
  )
}
