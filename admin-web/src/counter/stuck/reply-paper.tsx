import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { askFile } from '../../parts/api.js'
import { useSeat } from '../../parts/desk.js'

interface Props {
  readonly caseId: string
  readonly paper: string
}

/** It comes by itself; asked for again until it is here. */
const againMs = 3_000

/** 答复意见书 as it was written, to be read out and printed. */
export function ReplyPaper({ caseId, paper }: Props) {
  const { t, i18n } = useTranslation()
  const { desk } = useSeat()
  const { data } = useQuery({
    queryKey: ['paper', caseId, paper],
    queryFn: () => askFile(`/api/cases/${caseId}/papers/${paper}`, { desk, language: i18n.language }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data === undefined ? againMs : false),
  })
  const address = useMemo(() => (data === undefined ? null : URL.createObjectURL(data)), [data])
  useEffect(() => () => (address === null ? undefined : URL.revokeObjectURL(address)), [address])
  useEffect(() => {
    document.body.classList.add('prints-reply')
    return () => document.body.classList.remove('prints-reply')
  }, [])
  if (address === null) return <Alert type="info" showIcon title={t('stuck.coming')} />
  return (
    <>
      <div className="reply">
        <img src={address} alt={t('stuck.replyTitle')} />
      </div>
      <Button className="no-print" style={{ width: 120 }} onClick={() => window.print()}>
        {t('stuck.print')}
      </Button>
    </>
  )
}
