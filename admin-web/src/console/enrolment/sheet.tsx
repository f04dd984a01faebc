import { Alert, Button, Flex, QRCode, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import { timeText } from '../../parts/times.js'
import './sheet.css'
import type { CodesMade } from './shapes.js'

interface Props {
  readonly made: CodesMade
  readonly close: () => void
}

/** 入网码单: a strip for each machine, to be cut apart. The codes exist on this page alone. */
export function Sheet({ made, close }: Props) {
  const { t } = useTranslation()
  return (
    <Part title={t('enrolment.sheet')}>
      <Flex vertical gap={12}>
        <Flex className="no-print" gap={12} align="center">
          <Button type="primary" onClick={() => window.print()}>
            {t('enrolment.print')}
          </Button>
          <Button onClick={close}>{t('enrolment.done')}</Button>
          <Alert type="warning" showIcon title={t('enrolment.once')} />
        </Flex>
        {made.codes.map((code) => (
          <Strip key={code.id} code={code} made={made} />
        ))}
      </Flex>
    </Part>
  )
}

function Strip({
  code: { site, code, qr, expiresMs },
  made,
}: {
  readonly code: CodesMade['codes'][number]
  readonly made: CodesMade
}) {
  const { t } = useTranslation()
  const lines = [
    [t('enrolment.address'), made.address],
    [t('enrolment.authority'), made.authority],
    [t('enrolment.code'), code],
    [t('enrolment.until'), timeText(expiresMs)],
  ] as const
  return (
    <section className="strip" aria-label={site.name}>
      <QRCode value={qr} type="svg" size={140} errorLevel="M" role="img" aria-label={t('enrolment.qr', { name: site.name })} />
      <div>
        <Typography.Text strong style={{ fontSize: 16 }}>
          {site.name}
        </Typography.Text>
        <dl>
          {lines.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  )
}
