import { Button, Empty, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import { timeText } from '../../parts/times.js'
import { ReasonDialog } from './reason-dialog.js'
import type { CodeLine } from './shapes.js'

const colors: Readonly<Record<CodeLine['state'], string>> = {
  open: 'blue',
  expired: 'default',
  waiting: 'orange',
  admitted: 'green',
}

/** Codes with their end; one that was lost is ended. */
export function Codes({ codes }: { readonly codes: readonly CodeLine[] }) {
  const { t } = useTranslation()
  const [ending, end] = useState<CodeLine | null>(null)
  return (
    <Part title={t('enrolment.codes')}>
      {codes.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('enrolment.noCodes')} />
      ) : (
        <Table
          aria-label={t('enrolment.codesTable')}
          rowKey="id"
          size="small"
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={[...codes]}
          columns={[
            { title: t('enrolment.site'), render: (_, { site }) => site.name },
            {
              title: t('enrolment.state'),
              render: (_, { state }) => <Tag color={colors[state]}>{t(`enrolment.codeState.${state}`)}</Tag>,
            },
            { title: t('enrolment.until'), className: 'number', render: (_, { expiresMs }) => timeText(expiresMs) },
            { title: t('enrolment.by'), render: (_, { by }) => by.name },
            {
              title: '',
              align: 'end',
              render: (_, code) =>
                code.state === 'open' && (
                  <Button size="small" aria-label={`${t('enrolment.void')} ${code.site.name}`} onClick={() => end(code)}>
                    {t('enrolment.void')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {ending !== null && (
        <ReasonDialog
          title={t('enrolment.voidTitle', { name: ending.site.name })}
          path={`/api/enrolments/${ending.id}/refusal`}
          act={t('enrolment.void')}
          danger
          done={() => end(null)}
          close={() => end(null)}
        >
          {t('enrolment.refuseHint')}
        </ReasonDialog>
      )}
    </Part>
  )
}
