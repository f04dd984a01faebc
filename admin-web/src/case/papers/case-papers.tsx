import { Flex, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import type { CasePage } from '../../parts/shapes.js'
import { ageText } from '../../parts/times.js'
import { MANDATE_PAPER } from '../documents/mandate-paper.js'

type Paper = CasePage['papers'][number]

const colors: Readonly<Record<Paper['state'], string>> = {
  held: 'green',
  awaited: 'orange',
  elsewhere: 'default',
  erased: 'blue',
}

interface Row {
  readonly key: string
  readonly name: string
  readonly color: string
  readonly state: string
}

/** Which papers there are, and which are still on their way. */
export function CasePapers({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const rows = [...page.papers.map((paper) => rowOf(t, paper, page)), ...withoutScan(t, page)]
  return (
    <Part title={t('one.papers')}>
      {rows.length === 0 && t('one.noPapers')}
      <Flex vertical gap={8}>
        {rows.map(({ key, name, color, state }) => (
          <Flex key={key} justify="space-between" gap={8}>
            <span>{name}</span>
            <Tag color={color}>{state}</Tag>
          </Flex>
        ))}
      </Flex>
    </Part>
  )
}

/** By the guide's material, else by what first named it. */
export function paperName(t: TFunction, { what, material }: Pick<Paper, 'what' | 'material'>, { materials }: CasePage): string {
  if (material === MANDATE_PAPER) return t('documents.mandate')
  const known = t(`paperKind.${what}`, { defaultValue: '' })
  const event = t(`event.${what}`, { defaultValue: what })
  return materials.find(({ id }) => id === material)?.name ?? (known === '' ? event : known)
}

function rowOf(t: TFunction, paper: Paper, page: CasePage): Row {
  const { hash, state, awaited } = paper
  const name = paperName(t, paper, page)
  const age = awaited === null ? '' : ` · ${ageText(t, awaited)}`
  return { key: hash, name, color: colors[state], state: `${t(`paper.${state}`)}${age}` }
}

/** Materials of the guide that came on paper or not at all. */
function withoutScan(t: TFunction, { materials }: CasePage): Row[] {
  return materials
    .filter(({ given, necessity }) => given?.paper === null || (given === null && necessity !== 'optional'))
    .map(({ id, name, given, format }) => {
      const state = given !== null ? 'onPaper' : format === 'automatic' ? 'fetched' : 'missing'
      return { key: id, name, color: state === 'missing' ? 'orange' : 'default', state: t(`paper.${state}`) }
    })
}
