import { useTranslation } from 'react-i18next'
import { classOf, FIGURES, type OverviewRow } from './shapes.js'

/** The five figures of one place. */
export function FigureRow({ row }: { readonly row: OverviewRow }) {
  const { t } = useTranslation()
  return (
    <dl className="figures" style={{ margin: 0 }}>
      {FIGURES.map((figure) => (
        <div key={figure} className={classOf[figure]}>
          <dt>{t(`overview.figures.${figure}`)}</dt>
          <dd>{row[figure]}</dd>
        </div>
      ))}
    </dl>
  )
}
