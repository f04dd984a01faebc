import { useQuery } from '@tanstack/react-query'
import { Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { useSeat } from '../../parts/desk.js'
import type { CaseLine, CaseList } from '../../parts/shapes.js'
import { useTell } from '../tell.js'
import { isEmpty, type Row } from './content.js'

/** How the rows' cases stand now: whether another site has them yet. */
export function useStates(item: string | null, rows: readonly Row[]): ReadonlyMap<string, CaseLine> {
  const { desk } = useSeat()
  const isAny = item !== null && rows.some(({ done }) => done !== null)
  const path = `/api/cases?limit=${isAny ? 500 : 1}&item=${encodeURIComponent(item ?? '-')}&place=${encodeURIComponent(desk?.place.id ?? '-')}`
  const { data } = useAnswer<CaseList>(path)
  const lines = new Map((data?.cases ?? []).map((line) => [line.caseId, line]))
  return new Map(
    rows.flatMap(({ key, done }) => {
      const line = done === null ? undefined : lines.get(done.caseId)
      return line === undefined ? [] : [[key, line] as const]
    }),
  )
}

interface Props {
  readonly row: Row
  readonly problems: readonly string[]
  readonly line: CaseLine | null
  readonly item: string | null
}

/** One row in a word: what is wrong, or how far it is. */
export function RowState({ row, problems, line, item }: Props) {
  const { t } = useTranslation()
  const { start } = useSeat()
  const same = useSameRow(row, problems.length === 0 ? item : null)
  if (row.done !== null) {
    const { caseId, number, isSubmitted } = row.done
    const isKept = line?.onlyHere !== null && line !== null && start.site.parent !== null
    return (
      <>
        <Link className="number" to={`/cases/${caseId}`}>
          {number}
        </Link>
        <Tag color={isSubmitted === false ? 'orange' : 'green'}>
          {t(isSubmitted === true ? 'batch.submitted' : isSubmitted === false ? 'batch.notSubmitted' : 'batch.registered')}
        </Tag>
        {line !== null && start.site.parent !== null && (
          <Tag color={isKept ? 'orange' : 'blue'}>{t(isKept ? 'batch.onlyHere' : 'batch.uploaded')}</Tag>
        )}
      </>
    )
  }
  if (isEmpty(row)) return null
  if (problems.length > 0) return <Typography.Text type="danger">{problems.join(t('semicolon'))}</Typography.Text>
  if (row.refused !== null) return <Typography.Text type="danger">{row.refused}</Typography.Text>
  return (
    <>
      <Tag color="blue">{t('batch.ready')}</Tag>
      {same !== null && <Typography.Text type="warning">{t('batch.same', { number: same.number })}</Typography.Text>}
    </>
  )
}

/** Such a case of the same person at this place, told before the row is registered. */
function useSameRow({ number }: Row, item: string | null): CaseLine | null {
  const tell = useTell()
  const { desk } = useSeat()
  const { data } = useQuery({
    queryKey: ['same', item, number, desk?.place.id],
    queryFn: () =>
      tell<{ readonly cases: readonly CaseLine[] }>('/api/cases/by-person', { method: 'POST', body: { identity: number } }),
    enabled: item !== null && number.length === 18,
    staleTime: 60_000,
  })
  return data?.cases.find((line) => line.item.id === item && line.originPlace.id === desk?.place.id) ?? null
}
