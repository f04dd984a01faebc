import { Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { mostBytes } from './shrink.js'

/** A PDF is left alone; how heavy it is stands there. */
export function HeavyPdf({ file }: { readonly file: File | undefined }) {
  const { t } = useTranslation()
  if (file === undefined || file.type !== 'application/pdf' || file.size <= mostBytes) return null
  return <Typography.Text type="secondary">{t('hands.pdfSize', { kilobytes: Math.ceil(file.size / 1024) })}</Typography.Text>
}
