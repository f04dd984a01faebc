import { Flex, Typography } from 'antd'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Part } from '../../parts/part.js'
import { shapes, Sign, signs } from './sign.js'
import './tree.css'
import { childrenOf } from './tree-rows.js'
import type { LineSign, NetworkRow } from './use-network.js'

/** 图示: county by county, each township a box, each station a square with colour and sign. */
export function Picture({ rows }: { readonly rows: ReadonlyMap<string, NetworkRow> }) {
  const { t } = useTranslation()
  const children = childrenOf(rows)
  const below = (id: string) => (children.get(id) ?? []).filter(({ kind }) => kind !== 'machine')
  const tops = below('')
  // Under the city lie counties; a county is looked at by itself.
  const heads = tops.flatMap((top) => (top.level === 'city' ? [top, ...below(top.id).filter(isCounty)] : [top]))
  return (
    <Flex vertical gap={16}>
      <Typography.Text type="secondary">{t('net.pictureHint')}</Typography.Text>
      <Legend />
      {heads.map((head) => {
        const inside = below(head.id).filter((row) => !(head.level === 'city' && isCounty(row)))
        return <County key={head.id} head={head} inside={inside} below={below} />
      })}
    </Flex>
  )
}

function isCounty({ level }: NetworkRow): boolean {
  return level === 'county'
}

function Legend() {
  const { t } = useTranslation()
  return (
    <Flex gap={16} wrap role="group" aria-label={t('net.legend')}>
      {signs.map((line) => (
        <Sign key={line} line={line} />
      ))}
    </Flex>
  )
}

interface CountyProps {
  readonly head: NetworkRow
  readonly inside: readonly NetworkRow[]
  readonly below: (id: string) => readonly NetworkRow[]
}

function County({ head, inside, below }: CountyProps) {
  return (
    <Part title={head.name}>
      <Flex gap={8} wrap>
        <Square id={head.id} name={head.name} line={head.line} />
        {inside.map((row) => (
          <div key={row.id} className="township">
            <Link to={`/network/places/${encodeURIComponent(row.id)}`}>{row.name}</Link>
            <div className="squares">
              <Square id={row.id} name={row.name} line={row.line} />
              {deep(below, row.id).map(({ id, name, line }) => (
                <Square key={id} id={id} name={name} line={line} />
              ))}
            </div>
          </div>
        ))}
      </Flex>
    </Part>
  )
}

function deep(below: CountyProps['below'], id: string): readonly NetworkRow[] {
  return below(id).flatMap((row) => [row, ...deep(below, row.id)])
}

interface SquareProps {
  readonly id: string
  readonly name: string
  readonly line: LineSign
}

/** Not a stop of the Tab key: thousands would be; the table has them all for the keyboard. */
const Square = memo(function Square({ id, name, line }: SquareProps) {
  const { t } = useTranslation()
  const label = t('net.square', { name, line: t(`net.line.${line}`) })
  return (
    <Link
      tabIndex={-1}
      className={`square sign-${line}`}
      to={`/network/places/${encodeURIComponent(id)}`}
      aria-label={label}
      title={label}
    >
      {shapes[line]}
    </Link>
  )
})
