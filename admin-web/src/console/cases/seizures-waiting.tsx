import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { useSeat } from '../../parts/desk.js'

/** Whoever may be the second person sees that one is waited for. */
export function SeizuresWaiting() {
  const { start, session } = useSeat()
  const mayConfirm = session.roles.some(({ role }) => role === 'supervisor' || role === 'security-administrator')
  return start.site.tier === 'edge' || !mayConfirm ? null : <Waiting />
}

function Waiting() {
  const { t } = useTranslation()
  const { data } = useAnswer<{ readonly proposals: readonly object[] }>('/api/seizures')
  const count = data?.proposals.length ?? 0
  if (count === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('seize.waiting', { count })}
      action={<Link to="/seizures">{t('seize.look')}</Link>}
      style={{ marginBottom: 12 }}
    />
  )
}
