import { Alert, Flex, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useSeat } from '../parts/desk.js'
import type { CasePage } from '../parts/shapes.js'
import { ageText } from '../parts/times.js'

type Waiting = CasePage['journey']['waitsFor'][number]

/** Whose turn it is, and what holds the case up. */
export function CaseNext({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const { waitsFor } = page.journey
  return (
    <Alert
      type={waitsFor.length > 0 ? 'warning' : page.line.stage === 'completed' ? 'success' : 'info'}
      showIcon
      title={`${t('one.next')}${t('colon')}${nextText(t, page)}`}
      description={
        waitsFor.length > 0 && (
          <Flex vertical gap={4}>
            {waitsFor.map((waiting) => (
              <WaitingLine key={`${waiting.what} ${waiting.detail}`} waiting={waiting} page={page} />
            ))}
          </Flex>
        )
      }
    />
  )
}

function nextText(t: TFunction, { line, steps }: CasePage): string {
  const { stage, custodian } = line
  if (stage === 'completed') return t('one.over')
  const isOpen = stage === 'accepted' || stage === 'reviewing'
  const step = isOpen ? steps.find(({ kind, result }) => kind !== 'accept' && result === null) : undefined
  return t('one.by', { who: custodian.name, what: step?.name ?? t(`next.${stage}`) })
}

function WaitingLine({ waiting, page }: { readonly waiting: Waiting; readonly page: CasePage }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const { what, code, age } = waiting
  const reason = code === null ? undefined : faults[code]
  return (
    <span>
      {t(`waits.${what}`, { name: nameOf(t, waiting, page) })}
      {age !== null && (
        <>
          {' '}
          <Tag>{ageText(t, age)}</Tag>
        </>
      )}
      {reason !== undefined && ` ${reason.title}${t('semicolon')}${reason.next}`}
    </span>
  )
}

/** Ids in the words of the guide. */
function nameOf(t: TFunction, { what, detail }: Waiting, { materials, steps, tasks }: CasePage): string {
  const named = what === 'supplement' ? materials : what === 'external' ? steps : []
  const task = tasks.find((each) => what === 'task' && each.task === detail)
  return task !== undefined ? t(`task.${task.kind}`) : (named.find(({ id }) => id === detail)?.name ?? detail)
}
