import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { askFile } from '../../parts/api.js'
import { useSeat } from '../../parts/desk.js'
import { Refusal } from '../../parts/refusal.js'
import { type AuditFilter, queryOf } from './filter.js'

/** 导出: what is filtered, as a file; taking it is recorded. */
export function ExportButton({ filter }: { readonly filter: AuditFilter }) {
  const { t, i18n } = useTranslation()
  const { desk } = useSeat()
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => askFile(`/api/audit/export?${queryOf(filter)}`, { desk, language: i18n.language }),
    onSuccess: (file) => save(file, 'audit.xlsx'),
  })
  return (
    <Flex vertical gap={8}>
      <Flex gap={12} align="center">
        <Button loading={isPending} onClick={() => mutate()}>
          {t('audit.export')}
        </Button>
        <Typography.Text type="secondary">{t('audit.exportHint')}</Typography.Text>
      </Flex>
      {error !== null && <Refusal error={error} />}
      {isSuccess && <Alert type="success" showIcon role="status" title={t('audit.exported')} />}
    </Flex>
  )
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
