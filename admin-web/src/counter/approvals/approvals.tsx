import { Alert, Button, Col, Empty, Flex, Row } from 'antd'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { ApprovalLines } from './approval-lines.js'
import { BulkDecide } from './bulk-decide.js'
import { OneApproval } from './one-approval.js'
import type { Approval, ApprovalList } from './shapes.js'
import { approvalsEn, approvalsZh } from './words.js'

addWords(approvalsZh, approvalsEn)

/** 待审批: one case after the other, the papers beside the form; which one is kept in the address. */
export function Approvals() {
  const { t } = useTranslation()
  const query = useAnswer<ApprovalList>('/api/approvals')
  const [said, say] = useState<string | null>(null)
  return (
    <>
      <Heading title={t('approve.title')} asOfMs={query.data?.asOfMs ?? null} />
      <div role="status" style={{ marginBottom: said === null ? 0 : 12 }}>
        {said !== null && <Alert type="success" showIcon title={said} />}
      </div>
      <Asked query={query}>{(answer) => <Desk answer={answer} done={(words) => (say(words), query.refetch())} />}</Asked>
    </>
  )
}

interface Props {
  readonly answer: ApprovalList
  readonly done: (words: string) => Promise<unknown>
}

function Desk({ answer: { cases, more, asOfMs }, done }: Props) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const [alike, decideAlike] = useState<readonly Approval[] | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const at = Math.max(
    0,
    cases.findIndex(({ line }) => line.caseId === params.get('case')),
  )
  const chosen = cases[at]
  const choose = (approval: Approval) => setParams({ case: approval.line.caseId }, { replace: true })
  const next = useFocusAfter(list, chosen?.line.caseId)
  if (chosen === undefined) return <Empty description={t('approve.none')} />
  const like = cases.filter((each) => isAlike(each, chosen))
  const finish = async (words: string) => {
    const following = cases[at + 1] ?? cases[at - 1]
    if (following !== undefined) choose(following)
    next()
    await done(words)
  }
  return (
    <Row gutter={16} wrap={false}>
      <Col flex="290px">
        <Flex vertical gap={12}>
          <span className="hint">{t('approve.keys')}</span>
          {like.length > 1 && <Button onClick={() => decideAlike(like)}>{t('approve.like', { count: like.length })}</Button>}
          <ApprovalLines list={list} cases={cases} asOfMs={asOfMs} chosen={chosen} choose={choose} />
          {more && <span>{t('approve.more')}</span>}
        </Flex>
      </Col>
      <Col flex="auto" style={{ minWidth: 0 }}>
        <OneApproval key={chosen.line.caseId} approval={chosen} finish={finish} />
      </Col>
      {alike !== null && (
        <BulkDecide cases={alike} nowMs={asOfMs} close={() => decideAlike(null)} changed={(words) => void done(words)} />
      )}
    </Row>
  )
}

/** 同类: the same version of the item, neither frozen nor sent back. */
function isAlike(one: Approval, other: Approval): boolean {
  const isPlain = ({ line, returnedMs }: Approval) => returnedMs === null && !line.frozen && !line.needsUpgrade
  return isPlain(one) && isPlain(other) && one.line.item.id === other.line.item.id && one.itemVersion === other.itemVersion
}

/** After an act the keys go on where the next case is. */
function useFocusAfter(list: RefObject<HTMLUListElement | null>, chosen: string | undefined): () => void {
  const isAsked = useRef(false)
  useEffect(() => {
    if (!isAsked.current) return
    isAsked.current = false
    list.current?.querySelector<HTMLButtonElement>('[aria-current=true]')?.focus()
  }, [list, chosen])
  return () => {
    isAsked.current = true
  }
}
