import { Flex } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Codes } from './codes.js'
import { Machines } from './machines.js'
import { MaintenancePart } from './maintenance.js'
import { MakeCodes } from './make-codes.js'
import type { CodesMade, Enrolments } from './shapes.js'
import { Sheet } from './sheet.js'
import { WaitingMachines } from './waiting-machines.js'
import './words.js'

/** 入网: let machines in, one or a township; put others out; take this one out of work. */
export function EnrolmentPage() {
  const { t } = useTranslation()
  const answer = useAnswer<Enrolments>('/api/enrolments')
  const [made, show] = useState<CodesMade | null>(null)
  return (
    <>
      <div className="no-print">
        <Heading title={t('enrolment.title')} asOfMs={answer.data?.asOfMs ?? null} />
      </div>
      {made !== null && <Sheet made={made} close={() => show(null)} />}
      <div className="no-print">
        <Asked query={answer}>
          {({ codes, machines, planned }) => (
            <Flex vertical gap={16}>
              <WaitingMachines codes={codes.filter(({ state }) => state === 'waiting')} />
              <MakeCodes planned={planned} show={show} />
              <Codes codes={codes} />
              <Machines machines={machines} show={show} />
              <MaintenancePart />
            </Flex>
          )}
        </Asked>
      </div>
    </>
  )
}
