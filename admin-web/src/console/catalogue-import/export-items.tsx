import { useMutation } from '@tanstack/react-query'
import { Button, Flex } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OrganField } from '../../counter/acts/directory-field.js'
import { askFile } from '../../parts/api.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { written } from '../catalogue/address.js'
import { saveFile } from '../catalogue-reports/save-file.js'

/** 导出: what is published here, in a file that can be imported again. */
export function ExportItems() {
  const { t, i18n } = useTranslation()
  const { desk } = useSeat()
  const [organ, setOrgan] = useState<string | null>(null)
  const fetching = useMutation({
    mutationFn: async (format: 'xlsx' | 'json') => {
      const path = `/api/catalogue/export?${written({ format, organ: organ ?? '' })}`
      saveFile(await askFile(path, { desk, language: i18n.language }), `${t('catalogue.import.fileName')}.${format}`)
    },
  })
  return (
    <Part title={t('catalogue.import.views.export')}>
      <Flex vertical gap={12}>
        <span>{t('catalogue.import.exportMeans')}</span>
        <div className="catalogue-organ">
          <OrganField label={t('catalogue.organ')} none={t('catalogue.import.allOrgans')} value={organ} change={setOrgan} />
        </div>
        <Flex gap={8}>
          <Button type="primary" loading={fetching.isPending} onClick={() => fetching.mutate('xlsx')}>
            {t('catalogue.import.asExcel')}
          </Button>
          <Button disabled={fetching.isPending} onClick={() => fetching.mutate('json')}>
            {t('catalogue.import.asJson')}
          </Button>
        </Flex>
        {fetching.error !== null && <Refusal error={fetching.error} />}
      </Flex>
    </Part>
  )
}
