import { Flex, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OrganField } from '../../counter/acts/directory-field.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { useWish } from '../catalogue/address.js'
import { useCodes } from '../catalogue/codes.js'
import { BatchForm } from './batch-form.js'
import { ItemChoice, useOwnItems } from './own-items.js'
import { TransferForm } from './transfer-form.js'
import { en, zh } from './words.js'

addWords(zh, en)

const views = ['batch', 'transfer'] as const

/** 批量修改、职能划转: one change over many items, seen before anything is written. */
export function BatchPage() {
  const { t } = useTranslation()
  const codes = useCodes()
  const [wish, change] = useWish()
  const [chosen, choose] = useState<readonly string[]>([])
  const organ = wish['organ'] ?? null
  const query = useOwnItems(organ)
  const view = views.find((each) => each === wish['view']) ?? 'batch'
  return (
    <>
      <Heading title={t('catalogue.menu.batch')} asOfMs={null} />
      <Tabs
        activeKey={view}
        onChange={(next) => change({ view: next })}
        items={views.map((each) => ({ key: each, label: t(`catalogue.many.views.${each}`) }))}
      />
      <Flex vertical gap={12}>
        {view === 'batch' ? <BatchForm items={chosen} /> : <TransferForm items={chosen} from={organ} />}
        <div className="catalogue-organ">
          <OrganField
            label={t('catalogue.organ')}
            none={t('catalogue.organ')}
            value={organ}
            change={(next) => {
              choose([])
              change({ organ: next ?? '' })
            }}
          />
        </div>
        <Asked query={query}>
          {({ items }) => (
            <ItemChoice
              items={items}
              chosen={chosen}
              choose={choose}
              label={t('catalogue.many.items')}
              columns={[
                { title: t('catalogue.items.name'), render: (_, { name }) => name },
                { title: t('catalogue.items.type'), render: (_, { type }) => codes.nameOf('itemTypes', type) },
                { title: t('catalogue.organ'), render: (_, line) => line.organ?.name ?? t('catalogue.noOrgan') },
                { title: t('catalogue.level'), render: (_, { level }) => codes.nameOf('levels', level) },
              ]}
            />
          )}
        </Asked>
      </Flex>
    </>
  )
}
