import { useTranslation } from 'react-i18next'
import { useSeat } from '../desk.js'

interface Props {
  readonly list: 'cases' | 'worklist' | 'tasks' | 'notices' | 'originals' | 'outside' | 'sites'
  /** As the list is filtered now; pages are left out, a file has all rows. */
  readonly filter?: URLSearchParams
}

/** 导出: the list as it is filtered, as an Excel file that the browser fetches and may stop; who took it is recorded. */
export function ExportLink({ list, filter }: Props) {
  const { t } = useTranslation()
  const { desk } = useSeat()
  const params = new URLSearchParams(filter)
  // A link carries no headers, so the desk stands in the address.
  if (desk !== null) params.set('place', desk.place.id)
  if (desk !== null && desk.organ !== null) params.set('organ', desk.organ.id)
  return (
    <a href={`/api/exports/${list}?${params.toString()}`} download aria-label={t('exportList', { list: t(`exports.${list}`) })}>
      {t('export')}
    </a>
  )
}
