import { Card, Flex, Tabs, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import { addWords } from '../../parts/words/add-words.js'
import { HandedDownPowers } from './handed-down.js'
import type { VillageLine, Villages } from './shapes.js'
import { VillageCases, VillageOriginals } from './village-cases.js'
import { VillageNotices } from './village-notices.js'
import { VillageTable } from './village-table.js'
import { WhatIsNotSeen } from './not-seen.js'
import { townshipEn, townshipZh } from './words.js'

addWords(townshipZh, townshipEn)

const views = ['ring', 'supplements', 'originals', 'onlyHere', 'powers'] as const
type View = (typeof views)[number]

/** 我的村: what the villages sent and wait for, whom to ring; which one and which list is kept in the address. */
export function MyVillages() {
  const { t } = useTranslation()
  const query = useAnswer<Villages>('/api/villages')
  return (
    <>
      <Heading title={t('town.title')} asOfMs={query.data?.asOfMs ?? null} />
      <Asked query={query}>{(answer) => <AllVillages answer={answer} done={() => void query.refetch()} />}</Asked>
    </>
  )
}

interface Props {
  readonly answer: Villages
  readonly done: () => void
}

function AllVillages({ answer, done }: Props) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const view: View = views.find((each) => each === params.get('view')) ?? 'ring'
  const chosen = answer.villages.find(({ place }) => place.id === params.get('village')) ?? null
  const change = (village: VillageLine | null, next: View) =>
    setParams(
      { ...(village !== null && { village: village.place.id }), ...(next !== 'ring' && { view: next }) },
      { replace: true },
    )
  const shown = chosen === null ? answer : ofVillage(answer, chosen.place.id)
  const content = {
    ring: <VillageNotices villages={shown} done={done} />,
    supplements: <VillageCases cases={shown.supplements} label={t('town.view.supplements')} empty={t('town.noSupplements')} />,
    originals: <VillageOriginals originals={shown.originals} />,
    onlyHere: <VillageCases cases={shown.onlyHere} label={t('town.view.onlyHere')} empty={t('town.noOnlyHere')} />,
    powers: <HandedDownPowers />,
  }
  const counts: Partial<Record<View, number>> = {
    ...{ ring: shown.notices.length, supplements: shown.supplements.length, originals: shown.originals.length },
    onlyHere: shown.onlyHere.length,
  }
  return (
    <Flex vertical gap={16}>
      <WhatIsNotSeen villages={answer.villages} />
      <Part title={t('town.villages')}>
        <VillageTable answer={answer} chosen={chosen} choose={(village) => change(village, view)} />
      </Part>
      <Card size="small" title={<h2 className="part">{chosen === null ? t('town.all') : chosen.place.name}</h2>}>
        <Tabs
          activeKey={view}
          onChange={(key) => change(chosen, views.find((each) => each === key) ?? 'ring')}
          items={views.map((key) => ({ key, label: <Label view={key} count={counts[key]} />, children: content[key] }))}
          destroyOnHidden
        />
      </Card>
    </Flex>
  )
}

function Label({ view, count }: { readonly view: View; readonly count: number | undefined }) {
  const { t } = useTranslation()
  return (
    <>
      {t(`town.view.${view}`)} {count !== undefined && count > 0 && <Tag>{count}</Tag>}
    </>
  )
}

/** The same answer with what is about one village alone. */
function ofVillage({ notices, supplements, originals, onlyHere, ...rest }: Villages, id: string): Villages {
  return {
    ...rest,
    notices: notices.filter(({ place }) => place.id === id),
    supplements: supplements.filter(({ place }) => place.id === id),
    originals: originals.filter(({ holder, to }) => holder.id === id || to?.id === id),
    onlyHere: onlyHere.filter(({ place }) => place.id === id),
  }
}
