import { Button, Empty } from 'antd'
import { memo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { figureColumns, figureText } from './figures.js'
import { Sign } from './sign.js'
import './tree.css'
import type { TreeRow } from './tree-rows.js'
import type { NetworkRow } from './use-network.js'

/** As in tree.css; rows above and below the screen are drawn too, so that scrolling shows no gap. */
const rowPx = 34
const beyond = 12
const mostShown = 60

interface Props {
  readonly rows: readonly TreeRow[]
  readonly fold: (id: string, isFolded: boolean) => void
  readonly clear: () => void
}

/** 树表: only what is on the screen is drawn, whatever the length. Arrows move and fold, Enter opens. */
export function Tree({ rows, fold, clear }: Props) {
  const { t } = useTranslation()
  const [top, scrollTo] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const { active, onKeyDown } = useActive(rows, fold, box)
  if (rows.length === 0) return <Nothing clear={clear} />
  const first = Math.max(0, Math.min(Math.floor(top / rowPx) - beyond, rows.length - mostShown))
  return (
    <div
      ref={box}
      className="tree"
      role="treegrid"
      aria-label={t('net.tree')}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      {...(active !== null && { 'aria-activedescendant': rowId(active) })}
      onScroll={({ currentTarget }) => scrollTo(currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <Head />
      <div className="tree-body" role="rowgroup" style={{ height: rows.length * rowPx }}>
        {rows.slice(first, first + mostShown).map((each, index) => (
          <OneRow
            key={each.row.id}
            row={each.row}
            depth={each.depth}
            isOpen={each.childCount === 0 ? null : each.isOpen}
            index={first + index}
            isActive={active === each.row.id}
            fold={fold}
          />
        ))}
      </div>
    </div>
  )
}

function rowId(id: string): string {
  return `net-${id}`
}

function Nothing({ clear }: Pick<Props, 'clear'>) {
  const { t } = useTranslation()
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('net.empty')}>
      <Button onClick={clear}>{t('net.clear')}</Button>
    </Empty>
  )
}

function Head() {
  const { t } = useTranslation()
  return (
    <div className="tree-row tree-head" role="row">
      <div className="tree-name" role="columnheader">
        {t('net.column.name')}
      </div>
      <div className="tree-line" role="columnheader">
        {t('net.column.line')}
      </div>
      {figureColumns.map(([column, width]) => (
        <div key={column} role="columnheader" style={{ width }} title={t(`net.column.${column}`)}>
          {t(`net.column.${column}`)}
        </div>
      ))}
    </div>
  )
}

interface RowProps {
  readonly row: NetworkRow
  readonly depth: number
  /** null where nothing lies below. */
  readonly isOpen: boolean | null
  readonly index: number
  readonly isActive: boolean
  readonly fold: Props['fold']
}

const OneRow = memo(function OneRow({ row, depth, isOpen, index, isActive, fold }: RowProps) {
  const { t } = useTranslation()
  return (
    <div
      id={rowId(row.id)}
      className={isActive ? 'tree-row tree-active' : 'tree-row'}
      role="row"
      aria-level={depth + 1}
      aria-rowindex={index + 2}
      {...(isOpen !== null && { 'aria-expanded': isOpen })}
      style={{ top: index * rowPx }}
    >
      <div className="tree-name" role="rowheader" style={{ paddingInlineStart: 6 + depth * 18 }}>
        <Fold row={row} isOpen={isOpen} fold={fold} />
        <Link tabIndex={-1} to={`/network/places/${encodeURIComponent(row.id)}`} title={row.name}>
          {row.name}
        </Link>
        <Aside>
          {row.hostedBy !== null ? t('net.hosted', { name: row.hostedBy }) : row.kind === 'machine' ? t('net.machine') : ''}
        </Aside>
      </div>
      <div className="tree-line" role="gridcell">
        <Sign line={row.line} />
      </div>
      {figureColumns.map(([column, width]) => (
        <div key={column} className="number" role="gridcell" style={{ width }}>
          {figureText(t, column, row)}
        </div>
      ))}
    </div>
  )
})

function Fold({ row, isOpen, fold }: Pick<RowProps, 'row' | 'isOpen' | 'fold'>) {
  if (isOpen === null) return <span className="tree-fold" />
  return (
    <button
      type="button"
      className="tree-fold"
      tabIndex={-1}
      aria-label={row.name}
      aria-expanded={isOpen}
      onClick={() => fold(row.id, isOpen)}
    >
      <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
    </button>
  )
}

function Aside({ children }: { readonly children: ReactNode }) {
  return children === '' ? null : <small style={{ marginInlineStart: 8, color: '#5a6472' }}>{children}</small>
}

/** The row the keyboard is at; it stays on its place when rows above come or go. */
function useActive(rows: readonly TreeRow[], fold: Props['fold'], box: { readonly current: HTMLDivElement | null }) {
  const navigate = useNavigate()
  const [active, activate] = useState<string | null>(null)
  const at = rows.findIndex(({ row }) => row.id === active)
  const go = (index: number) => {
    const next = Math.max(0, Math.min(index, rows.length - 1))
    activate(rows[next]?.row.id ?? null)
    reveal(box.current, next)
  }
  const current = rows[at]
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    PageDown: () => go(at + 15),
    PageUp: () => go(at - 15),
    Home: () => go(0),
    End: () => go(rows.length - 1),
    ArrowRight: () => current !== undefined && fold(current.row.id, false),
    ArrowLeft: () => current !== undefined && fold(current.row.id, true),
    Enter: () => current !== undefined && void navigate(`/network/places/${encodeURIComponent(current.row.id)}`),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = acts[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  return { active: at < 0 ? null : active, onKeyDown }
}

/** Below the head, above the end. */
function reveal(box: HTMLDivElement | null, index: number): void {
  if (box === null) return
  const [from, to] = [index * rowPx, (index + 2) * rowPx]
  if (from < box.scrollTop) box.scrollTop = from
  else if (to > box.scrollTop + box.clientHeight) box.scrollTop = to - box.clientHeight
}
