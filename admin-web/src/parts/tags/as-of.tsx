import { Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { exactTimeText } from '../times.js'

/** The time of the figures beside it. */
export function AsOf({ ms }: { readonly ms: number }) {
  const { t } = useTranslation()
  return (
    <Typography.Text type="secondary" style={{ display: 'block', textAlign: 'end', marginTop: 8 }}>
      {t('asOf', { time: exactTimeText(ms) })}
    </Typography.Text>
  )
}
