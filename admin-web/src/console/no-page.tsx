import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'

export function NoPage() {
  const { t } = useTranslation()
  return <Alert type="warning" showIcon title={t('noPage.title')} description={t('nextStep', { next: t('noPage.next') })} />
}
