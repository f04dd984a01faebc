import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSeat } from '../parts/desk.js'
import type { CasePage } from '../parts/shapes.js'

/** Whoever may ask for a seizure finds the way from the case that is stuck elsewhere. */
export function SeizeLink({ page: { line } }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const { start, session } = useSeat()
  const mayAsk = session.roles.some(({ role }) => role === 'supervisor' || role === 'network-administrator')
  if (line.here || start.site.tier === 'edge' || !mayAsk) return null
  const wanted = new URLSearchParams({ case: line.caseId, number: line.number, from: line.custodian.id })
  return <Link to={`/seizures?${wanted}`}>{t('seize.ask')}</Link>
}
