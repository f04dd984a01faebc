import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { VillageLine } from './shapes.js'

/** Figures that may be old or are not here at all are said before any figure. */
export function WhatIsNotSeen({ villages }: { readonly villages: readonly VillageLine[] }) {
  const { t } = useTranslation()
  const elsewhere = villages.filter(({ kept }) => kept === 'elsewhere').length
  const down = villages.filter(({ kept, isUp }) => kept === 'own-machine' && isUp !== true).length
  return (
    <>
      {elsewhere > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('town.elsewhereTitle', { count: elsewhere })}
          description={t('nextStep', { next: t('town.elsewhereNext') })}
        />
      )}
      {down > 0 && <Alert type="info" showIcon title={t('town.downTitle', { count: down })} description={t('town.downNext')} />}
    </>
  )
}
