import { Alert, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { NavLink, Route, Routes } from 'react-router'
import { useSeat } from '../../parts/desk.js'
import { addWords } from '../../parts/words/add-words.js'
import './catalogue.css'
import { type CataloguePageName, Page, useOthersFetched } from './pages.js'
import { en as editEn, zh as editZh } from '../catalogue-edit/words.js'
import { en as itemEn, zh as itemZh } from '../catalogue-item/item-words.js'
import { en, zh } from './words.js'

addWords(zh, en)
addWords(itemZh, itemEn)
addWords(editZh, editEn)

/** Pages of the second menu, in the order of the work: see what is there, what changed above, write, hand down, prove. */
const entries: readonly (readonly [address: string, page: CataloguePageName])[] = [
  ['', 'items'],
  ['base', 'base'],
  ['revisions', 'revisions'],
  ['works', 'works'],
  ['powers', 'powers'],
  ['batch', 'batch'],
  ['import', 'import'],
  ['ledger', 'ledger'],
  ['reports', 'reports'],
  ['surveys', 'surveys'],
]

/** 目录: claimed from above, written, reviewed, published and proved present at every counter. */
export function Catalogue() {
  const { t } = useTranslation()
  const { site } = useSeat().start
  useOthersFetched()
  if (site.tier === 'edge')
    return <Alert type="info" showIcon title={t('catalogue.notHere')} description={t('catalogue.notHereNext')} />
  return (
    <Flex vertical gap={16}>
      <nav aria-label={t('catalogue.menuLabel')} className="catalogue-menu">
        {entries.map(([address, page]) => (
          <NavLink key={page} to={`/catalogue${address === '' ? '' : `/${address}`}`} end={address === ''}>
            {t(`catalogue.menu.${page}`)}
          </NavLink>
        ))}
      </nav>
      <div>
        <Routes>
          {entries.map(([address, page]) =>
            address === '' ? (
              <Route key={page} index element={<Page page={page} />} />
            ) : (
              <Route key={page} path={address} element={<Page page={page} />} />
            ),
          )}
          <Route path="works/:work" element={<Page page="work" />} />
          <Route path="surveys/:survey" element={<Page page="survey" />} />
          <Route path=":item" element={<Page page="item" />} />
        </Routes>
      </div>
    </Flex>
  )
}
