import { useTranslation } from 'react-i18next'
import type { OverviewRow } from './shapes.js'

interface Props {
  readonly rows: readonly OverviewRow[]
  readonly isLarge: boolean
}

/** Open cases of each place as one bar: in time, due soon, overdue. The table beside it says the same in numbers. */
export function Bars({ rows, isLarge }: Props) {
  const { t } = useTranslation()
  const most = Math.max(1, ...rows.map(({ open }) => open))
  const [step, height, label, width] = isLarge ? [56, 34, 260, 1500] : [32, 18, 200, 1240]
  const scale = (width - label - 90) / most
  return (
    <figure style={{ margin: 0 }}>
      <svg
        className="bars"
        role="img"
        aria-label={t('overview.chart')}
        viewBox={`0 0 ${width} ${rows.length * step}`}
        width="100%"
      >
        {rows.map((row, index) => (
          <Bar key={row.place.id} row={row} y={index * step} height={height} label={label} scale={scale} />
        ))}
      </svg>
      <figcaption className="legend">
        {(['normal', 'atRisk', 'overdue'] as const).map((kind) => (
          <span key={kind}>
            <i className={kind === 'normal' ? 'in-time' : kind === 'atRisk' ? 'risk' : 'late'} />
            {kind === 'normal' ? t('overview.normal') : t(`overview.figures.${kind}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

interface BarProps {
  readonly row: OverviewRow
  readonly y: number
  readonly height: number
  readonly label: number
  readonly scale: number
}

function Bar({ row: { place, open, atRisk, overdue }, y, height, label, scale }: BarProps) {
  const parts = [
    { name: 'in-time', count: Math.max(0, open - atRisk - overdue) },
    { name: 'risk', count: atRisk },
    { name: 'late', count: overdue },
  ]
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, { count }) => sum + count, 0))
  const baseline = y + height * 0.8
  return (
    <g>
      <text x={label - 12} y={baseline} textAnchor="end">
        {place.name.length > 11 ? `${place.name.slice(0, 10)}…` : place.name}
      </text>
      {parts.map(({ name, count }, index) => (
        <rect key={name} className={name} x={label + (starts[index] ?? 0) * scale} y={y} width={count * scale} height={height} />
      ))}
      <text x={label + open * scale + 10} y={baseline}>
        {overdue > 0 ? `${open} / ${overdue}` : open}
      </text>
    </g>
  )
}
