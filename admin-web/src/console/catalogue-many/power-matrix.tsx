import { Flex, Select, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OrganField } from '../../counter/acts/directory-field.js'
import { Asked } from '../../parts/asked.js'
import { useWish } from '../catalogue/address.js'
import { type CodeNames, useCodes } from '../catalogue/codes.js'
import { useIsEditor } from '../catalogue/roles.js'
import type { CatalogueLine, Level } from '../catalogue/shapes.js'
import { ItemChoice, useOwnItems } from './own-items.js'
import { PowerAct } from './power-act.js'
import { type Organ, useReceivers } from './receivers.js'

const levels: readonly Level[] = ['city', 'county', 'township', 'village']

/** 权限矩阵: items × levels and organs; ticked items and chosen organs are what an act is about. */
export function PowerMatrix() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const [items, chooseItems] = useState<readonly string[]>([])
  const organ = wish['organ'] ?? null
  const receivers = useReceivers().filter(({ id }) => id !== organ)
  const organs = (wish['to'] ?? '').split(' ').filter((id) => id !== '')
  const query = useOwnItems(organ)
  const shownOrgans = receivers.filter(({ id }) => organs.includes(id))
  const isEditor = useIsEditor()
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} align="center" wrap>
        <div className="catalogue-organ">
          <OrganField
            label={t('catalogue.many.giver')}
            none={t('catalogue.many.giver')}
            value={organ}
            change={(next) => {
              chooseItems([])
              change({ organ: next ?? '' })
            }}
          />
        </div>
        <Select
          aria-label={t('catalogue.many.receivers')}
          placeholder={t('catalogue.many.receivers')}
          mode="multiple"
          allowClear
          maxTagCount={6}
          style={{ flex: 1, minWidth: 320 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={organs}
          options={receivers.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(next: string[]) => change({ to: next.join(' ') })}
        />
      </Flex>
      <Asked query={query}>
        {(page) => (
          <Flex vertical gap={12}>
            {isEditor && <PowerAct items={page.items.filter(({ id }) => items.includes(id))} organs={shownOrgans} />}
            <Matrix page={page.items} organs={shownOrgans} chosen={items} choose={chooseItems} />
          </Flex>
        )}
      </Asked>
    </Flex>
  )
}

interface MatrixProps {
  readonly page: readonly CatalogueLine[]
  readonly organs: readonly Organ[]
  readonly chosen: readonly string[]
  readonly choose: (ids: readonly string[]) => void
}

function Matrix({ page, organs, chosen, choose }: MatrixProps) {
  const { t } = useTranslation()
  const codes = useCodes()
  const columns: TableColumnsType<CatalogueLine> = [
    { title: t('catalogue.items.name'), width: 240, render: (_, { name }) => name },
    ...levels.map((level) => ({
      title: codes.nameOf('levels', level),
      width: 110,
      render: (_: unknown, line: CatalogueLine) => <Powers codes={codes} line={line} level={level} organ={null} />,
    })),
    ...organs.map((organ) => ({
      title: organ.name,
      width: 110,
      render: (_: unknown, line: CatalogueLine) => <Powers codes={codes} line={line} level={null} organ={organ.id} />,
    })),
  ]
  return <ItemChoice items={page} chosen={chosen} choose={choose} columns={columns} label={t('catalogue.many.views.matrix')} />
}

interface PowersProps {
  readonly codes: CodeNames
  readonly line: CatalogueLine
  /** Any organ of the level, the item's own included; null: only that organ. */
  readonly level: Level | null
  readonly organ: string | null
}

function Powers({ codes, line, level, organ }: PowersProps) {
  const grants = line.grants.filter((grant) =>
    level === null ? grant.organ === organ : grant.level === level && (grant.organ === null || grant.organ === line.organ?.id),
  )
  return grants.map(({ power, level: at, organ: who }) => (
    <Tag key={`${at}${who}${power}`} color={power === 'decide' ? 'green' : 'blue'}>
      {codes.nameOf('powers', power)}
    </Tag>
  ))
}
