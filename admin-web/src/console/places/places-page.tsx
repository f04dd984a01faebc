import { Flex, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { OrganList } from './organ-list.js'
import { PlaceList } from './place-list.js'
import { en, zh } from './words.js'

addWords(zh, en)

const views = ['places', 'organs'] as const
type View = (typeof views)[number]

/** 站点与部门: where people are served, when, by whom; who holds which power. */
export function PlacesPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const view = views.find((each) => each === params.get('view')) ?? 'places'
  return (
    <>
      <Heading title={t('places.title')} asOfMs={null} />
      <Flex vertical gap={16}>
        <Segmented<View>
          aria-label={t('places.title')}
          value={view}
          options={views.map((value) => ({ value, label: t(`places.view.${value}`) }))}
          onChange={(next) => setParams(next === 'places' ? {} : { view: next })}
          style={{ alignSelf: 'flex-start' }}
        />
        {view === 'places' ? <PlaceList /> : <OrganList />}
      </Flex>
    </>
  )
}
