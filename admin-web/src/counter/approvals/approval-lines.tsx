import { Flex, Tag } from 'antd'
import type { KeyboardEvent, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { DueTag } from '../../parts/tags/due-tag.js'
import { timeText } from '../../parts/times.js'
import type { Approval } from './shapes.js'

/** Where an opinion is typed; the list's Enter goes there. */
export const OPINION_ID = 'approval-opinion'

interface Props {
  readonly list: RefObject<HTMLUListElement | null>
  readonly cases: readonly Approval[]
  /** The program's time, by which the days are counted. */
  readonly asOfMs: number
  readonly chosen: Approval
  readonly choose: (approval: Approval) => void
}

/** The cases one under the other, by arrow keys. */
export function ApprovalLines({ list, cases, asOfMs, chosen, choose }: Props) {
  const { t } = useTranslation()
  const move = (event: KeyboardEvent, at: number) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const next = cases[at + step]
    if (step === 0 || next === undefined) return
    event.preventDefault()
    choose(next)
    list.current?.querySelectorAll('button')[at + step]?.focus()
  }
  return (
    <ul className="approvals" ref={list} aria-label={t('approve.list')}>
      {cases.map((approval, at) => (
        <li key={approval.line.caseId}>
          <button
            type="button"
            aria-current={approval === chosen}
            tabIndex={approval === chosen ? 0 : -1}
            onKeyDown={(event) => move(event, at)}
            onClick={() => {
              if (approval === chosen) document.getElementById(OPINION_ID)?.focus()
              else choose(approval)
            }}
          >
            <Flex vertical gap={2} align="start">
              <strong>{approval.line.item.name}</strong>
              <span className="number">{approval.line.number}</span>
              <DueTag date={approval.line.promisedDue ?? approval.line.legalDue} asOfMs={asOfMs} />
              {approval.returnedMs !== null && (
                <Tag color="purple">{t('approve.returned', { time: timeText(approval.returnedMs) })}</Tag>
              )}
            </Flex>
          </button>
        </li>
      ))}
    </ul>
  )
}
