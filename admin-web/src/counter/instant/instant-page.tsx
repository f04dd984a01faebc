import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Refused } from '../../parts/api.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { useDraft } from '../draft/queries.js'
import type { Draft, Receipt } from '../shapes.js'
import { blankInstant, type InstantContent, instantOf, nextInstant } from './content.js'
import { DonePart } from './done-part.js'
import { type FormProps, InstantForm } from './instant-form.js'
import { instantWords } from './words.js'

addWords(...instantWords)

const printsKey = 'liandong.instant.prints'

/** 即办快录: one applicant after the other, each registered and decided in one act. */
export function InstantPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const [draft] = useState(params.get('draft'))
  const item = params.get('item')
  const keep = (part: Readonly<Record<string, string | null>>) =>
    setParams(
      (before) => {
        const all = { ...Object.fromEntries(before), ...part }
        return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
      },
      { replace: true },
    )
  return (
    <>
      <div className="no-print">
        <Heading title={t('instant.title')} asOfMs={null} extra={<span>{t('instant.keys')}</span>} />
      </div>
      {draft === null ? <Sitting opened={null} item={item} keep={keep} /> : <Resumed id={draft} item={item} keep={keep} />}
    </>
  )
}

interface Props {
  readonly item: string | null
  readonly keep: FormProps['keep']
}

/** A form left half typed goes on; one that was handed in meanwhile is over. */
function Resumed({ id, item, keep }: Props & { readonly id: string }) {
  const query = useDraft(id)
  if (query.error instanceof Refused && query.error.problem?.code === 'draft/unknown')
    return <Sitting opened={null} item={item} keep={keep} />
  return <Asked query={query}>{(draft) => <Sitting opened={draft} item={item} keep={keep} />}</Asked>
}

interface Round {
  readonly content: InstantContent
  readonly opened: Draft | null
}

function Sitting({ opened, item, keep }: Props & { readonly opened: Draft | null }) {
  const begun = (): Round => ({ opened, content: opened === null ? blankInstant(item) : instantOf(opened.content, item) })
  const [round, begin] = useState(begun)
  const [done, add] = useState<readonly Receipt[]>([])
  const [printsAtOnce, setPrints] = useState(() => localStorage.getItem(printsKey) === 'yes')
  const finish = (receipt: Receipt, content: InstantContent) => {
    add((before) => [receipt, ...before])
    begin({ opened: null, content: nextInstant(content) })
    keep({ draft: null })
    // After the receipt is on the page.
    if (printsAtOnce) window.setTimeout(() => window.print())
  }
  return (
    <div className="instant">
      <InstantForm key={round.content.requestId} opened={round.opened} began={round.content} keep={keep} finish={finish} />
      <DonePart
        done={done}
        printsAtOnce={printsAtOnce}
        setPrints={(prints) => {
          localStorage.setItem(printsKey, prints ? 'yes' : 'no')
          setPrints(prints)
        }}
      />
    </div>
  )
}
