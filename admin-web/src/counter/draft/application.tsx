import { Alert, Button, Flex } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useParams } from 'react-router'
import { Refused } from '../../parts/api.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Refusal } from '../../parts/refusal.js'
import { ApplicantStep } from '../applicant/applicant-step.js'
import { CheckStep } from '../check/check-step.js'
import { FormStep } from '../form/form-step.js'
import { PapersStep } from '../papers/papers-step.js'
import type { Asked as AskedNow, Draft, Item } from '../shapes.js'
import { type Content, contentOf, pageOf, type Step, steps } from './content.js'
import { missingIn } from './missing.js'
import { useAsked, useDraft, useItem, useSame } from './queries.js'
import { SaveState, SaveTrouble } from './save-state.js'
import { StepBar } from './step-bar.js'
import { useSaver } from './use-saver.js'
import { VersionChanged } from './version-changed.js'

/** 新申请: one draft, left and resumed at any second. */
export function Application() {
  const { t } = useTranslation()
  const query = useDraft(useParams()['draft'] ?? '')
  if (query.error instanceof Refused && query.error.problem?.code === 'draft/unknown') return <Gone />
  return (
    <>
      {query.data === undefined && <Heading title={t('menu.new')} asOfMs={null} />}
      <Asked query={query}>{(draft) => <WithItem key={draft.id} draft={draft} />}</Asked>
    </>
  )
}

function Gone() {
  const { t } = useTranslation()
  return (
    <>
      <Heading title={t('menu.new')} asOfMs={null} />
      <Alert type="info" showIcon title={t('draft.gone')} description={t('nextStep', { next: t('draft.goneNext') })} />
    </>
  )
}

function WithItem({ draft }: { readonly draft: Draft }) {
  const page = pageOf(draft)
  return page === null ? <OfItem draft={draft} /> : <Navigate to={page} replace />
}

function OfItem({ draft }: { readonly draft: Draft }) {
  return <Asked query={useItem(draft)}>{(item) => <Editor opened={draft} item={item} />}</Asked>
}

/** What was signed is signed as it stands. */
function changed(before: Content, part: Partial<Content>): Content {
  const isSameWords = Object.keys(part).every((key) => ['step', 'signed', 'mandate'].includes(key))
  return { ...before, ...(!isSameWords && { signed: false }), ...part }
}

function Editor({ opened, item }: { readonly opened: Draft; readonly item: Item }) {
  const { t } = useTranslation()
  const [content, setContent] = useState(() => contentOf(opened.content))
  const [wanted, want] = useState<string | null>(null)
  const saver = useSaver(opened, item.name, content)
  const asked = useAsked(item, content)
  const same = useSame(opened, content)
  const change = (part: Partial<Content>) => setContent((before) => changed(before, part))
  const missing = asked.last === undefined ? [] : missingIn(t, item, asked.last, content, same.length > 0)
  const go = (step: Step, field: string | null = null) => {
    if (step !== 'item') change({ step })
    want(field)
  }
  useFocus(content.step, wanted)
  return (
    <>
      <div className="no-print">
        <Heading title={t('draft.title', { item: item.name })} asOfMs={null} extra={<SaveState saving={saver.saving} />} />
      </div>
      <Flex vertical gap={16}>
        <StepBar step={content.step} open={missing.map(({ step }) => step)} onGo={go} />
        <SaveTrouble saving={saver.saving} />
        <VersionChanged changes={saver.draft.changes} />
        {content.step === 'applicant' && <ApplicantStep content={content} change={change} same={same} />}
        {content.step !== 'applicant' && (
          <Known asked={asked}>
            {(now) => (
              <>
                {content.step === 'papers' && <PapersStep {...{ item, asked: now, content, change, draft: opened.id }} />}
                {content.step === 'form' && <FormStep {...{ item, asked: now, content, change }} />}
                {content.step === 'check' && <CheckStep {...{ item, asked: now, content, change, missing, same, saver, go }} />}
              </>
            )}
          </Known>
        )}
        <StepButtons step={content.step} item={item.id} onGo={go} />
      </Flex>
    </>
  )
}

interface KnownProps {
  readonly asked: ReturnType<typeof useAsked>
  readonly children: (now: AskedNow) => ReactNode
}

/** What somebody is filling in stays before their eyes though nobody answers. */
function Known({ asked: { query, last }, children }: KnownProps) {
  if (last === undefined) return <Asked query={query}>{children}</Asked>
  return (
    <Flex vertical gap={16}>
      {query.error !== null && <Refusal error={query.error} onRetry={() => void query.refetch()} />}
      {children(last)}
    </Flex>
  )
}

/** A step begins at its heading, or at the field somebody was sent to. */
function useFocus(step: Step, wanted: string | null): void {
  const [began] = useState(step)
  useEffect(() => {
    const field = wanted === null ? null : document.getElementById(wanted)
    const target = field ?? (step === began ? null : document.getElementById('step'))
    target?.focus()
    if (field === null) window.scrollTo(0, 0)
  }, [step, wanted, began])
}

function StepButtons({ step, item, onGo }: { readonly step: Step; readonly item: string; readonly onGo: (step: Step) => void }) {
  const { t } = useTranslation()
  const at = steps.indexOf(step)
  const [previous, next] = [steps[at - 1], steps[at + 1]]
  return (
    <Flex gap={12} align="center" className="no-print">
      {previous !== undefined && previous !== 'item' && <Button onClick={() => onGo(previous)}>{t('draft.previous')}</Button>}
      {next !== undefined && (
        <Button type="primary" size="large" onClick={() => onGo(next)}>
          {t('draft.next')}
        </Button>
      )}
      <Flex gap={16} style={{ marginInlineStart: 'auto' }}>
        <a href={`/print/items/${encodeURIComponent(item)}`} target="_blank" rel="noreferrer">
          {t('draft.guide')}
        </a>
        <Link to="/new">{t('draft.otherItem')}</Link>
      </Flex>
    </Flex>
  )
}
