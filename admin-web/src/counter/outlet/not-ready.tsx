import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import type { CaseLine } from '../../parts/shapes.js'
import type { ReadyCase } from './outlet-page.js'

interface Props {
  readonly number: string
  readonly coming: ReadyCase | undefined
}

/** Why a number is not handed out here, and where it is. */
export function NotReady({ number, coming }: Props) {
  const { t } = useTranslation()
  const query = useAnswer<{ readonly cases: readonly CaseLine[] }>(`/api/cases/by-number/${encodeURIComponent(number)}`)
  return (
    <Asked query={query}>
      {({ cases }) => (
        <>
          {cases.map(({ caseId, stage, custodian, servicePlace }) => (
            <Alert
              key={caseId}
              type="warning"
              showIcon
              title={t('outlet.notReady', { number })}
              description={
                <>
                  <div>{t('outlet.stage', { stage: t(`stage.${stage}`), custodian: custodian.name })}</div>
                  <div>
                    {coming?.certificateAt === null || coming === undefined
                      ? t('outlet.elsewhere', { place: servicePlace.name })
                      : t('outlet.certificateAt', { place: coming.certificateAt.name })}
                  </div>
                  <Link to={`/cases/${caseId}`}>{t('outlet.open')}</Link>
                </>
              }
            />
          ))}
        </>
      )}
    </Asked>
  )
}
