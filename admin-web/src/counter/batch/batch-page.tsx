import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Refused } from '../../parts/api.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { useDraft } from '../draft/queries.js'
import type { Draft } from '../shapes.js'
import { BatchEditor } from './batch-editor.js'
import { batchOf, blankBatch } from './content.js'
import { batchWords } from './words.js'

addWords(...batchWords)

/** 集中办理: one item, what is the same for all, and a row for each person; each row becomes a case of its own. */
export function BatchPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const [opened, open] = useState({ draft: params.get('draft'), round: 0 })
  const restart = () => {
    setParams({}, { replace: true })
    open(({ round }) => ({ draft: null, round: round + 1 }))
  }
  const began = (draft: string) => setParams({ draft }, { replace: true })
  return (
    <>
      <div className="no-print">
        <Heading title={t('batch.title')} asOfMs={null} />
      </div>
      {opened.draft === null ? (
        <BatchEditor key={opened.round} opened={null} content={blankBatch(null)} began={began} restart={restart} />
      ) : (
        <Resumed id={opened.draft} began={began} restart={restart} />
      )}
    </>
  )
}

interface Props {
  readonly id: string
  readonly began: (draft: string) => void
  readonly restart: () => void
}

function Resumed({ id, began, restart }: Props) {
  const query = useDraft(id)
  const isGone = query.error instanceof Refused && query.error.problem?.code === 'draft/unknown'
  if (isGone) return <BatchEditor opened={null} content={blankBatch(null)} began={began} restart={restart} />
  return (
    <Asked query={query}>
      {(draft: Draft) => (
        <BatchEditor key={draft.id} opened={draft} content={batchOf(draft.content)} began={began} restart={restart} />
      )}
    </Asked>
  )
}
