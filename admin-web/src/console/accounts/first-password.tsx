import { Alert, Button, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { Rows } from '../../counter/rows.js'
import { useSeat } from '../../parts/desk.js'
import { Heading } from '../../parts/heading.js'
import type { FirstPassword } from './shapes.js'

/** A first password, and whose it is; kept in this page's memory alone. */
export interface Made extends FirstPassword {
  readonly name: string
  readonly login: string
}

/** 首次密码单: shown once, printed and handed over. */
export function FirstPasswordSlip({ made, close }: { readonly made: Made; readonly close: () => void }) {
  const { t } = useTranslation()
  const { start } = useSeat()
  const { name, login, password, oneTimeCodes } = made
  const rows = [
    [t('people.name'), name],
    [t('people.login'), login],
    [t('people.slip.site'), start.site.name],
    ...(oneTimeCodes === null ? [] : [[t('people.slip.secret'), oneTimeCodes.secret] as const]),
    [t('people.slip.steps'), t('people.slip.how')],
  ] as const
  return (
    <>
      <div className="no-print">
        <Heading title={t('people.slip.title')} asOfMs={null} />
        <Alert type="warning" showIcon title={t('people.slip.once')} style={{ marginBottom: 16, maxWidth: 640 }} />
      </div>
      <section className="sheet receipt" aria-label={t('people.slip.title')}>
        <h2>{t('people.slip.title')}</h2>
        <p className="big">
          {t('people.slip.first')} <strong className="number">{password}</strong>
        </p>
        <Rows rows={rows} />
      </section>
      <Flex gap={16} className="no-print" style={{ marginTop: 16 }}>
        <Button type="primary" size="large" onClick={() => window.print()}>
          {t('people.slip.print')}
        </Button>
        <Button size="large" onClick={close}>
          {t('people.slip.done')}
        </Button>
      </Flex>
    </>
  )
}
