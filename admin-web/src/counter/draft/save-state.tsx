import { Alert, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../parts/refusal.js'
import { exactTimeText } from '../../parts/times.js'
import type { Saving } from './saver.js'

/** Whether what was typed is safe, in a word; more only where it is not. */
export function SaveState({ saving }: { readonly saving: Saving }) {
  const { t } = useTranslation()
  if (saving.state === 'saving' || saving.state === 'saved') {
    const words = saving.state === 'saved' ? t('draft.saved', { time: exactTimeText(saving.changedMs) }) : t('draft.saving')
    return (
      <Typography.Text type="secondary" data-saving={saving.state}>
        {words}
      </Typography.Text>
    )
  }
  return <Typography.Text type="danger">{t('draft.refused')}</Typography.Text>
}

export function SaveTrouble({ saving }: { readonly saving: Saving }) {
  const { t } = useTranslation()
  if (saving.state === 'away') return <Alert type="warning" showIcon title={t('draft.away')} />
  return saving.state === 'refused' ? <Refusal error={saving.error} /> : null
}
