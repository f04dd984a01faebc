import { Button, Flex, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Refusal } from '../../parts/refusal.js'
import type { ClaimLine, Work } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'

type Kind = 'claimed' | 'no-function' | 'due' | 'write'

/** What an organ answers to the entries ticked: all of one organ in one act. */
export function ClaimActs({ chosen, done }: { readonly chosen: readonly ClaimLine[]; readonly done: () => void }) {
  const { t } = useTranslation()
  const [kind, open] = useState<Kind | null>(null)
  const organs = new Set(chosen.map(({ organ }) => organ.id))
  const isOne = chosen.length === 1
  const button = (each: Kind, isOffered: boolean) => (
    <Button disabled={!isOffered} type={each === 'claimed' ? 'primary' : 'default'} onClick={() => open(each)}>
      {t(`catalogue.claims.acts.${each}`)}
    </Button>
  )
  const isReady = organs.size === 1
  return (
    <Flex gap={8} align="center" wrap>
      <span>{t('catalogue.claims.chosen', { count: chosen.length })}</span>
      {button('claimed', isReady)}
      {button('no-function', isReady)}
      {button('due', isReady)}
      {button('write', isReady && isOne && chosen[0]?.state === 'claimed')}
      {organs.size > 1 && <span>{t('catalogue.claims.oneOrgan')}</span>}
      {kind !== null && (
        <ClaimForm
          kind={kind}
          chosen={chosen}
          close={(isDone) => {
            open(null)
            if (isDone) done()
          }}
        />
      )}
    </Flex>
  )
}

interface FormProps {
  readonly kind: Kind
  readonly chosen: readonly ClaimLine[]
  readonly close: (isDone: boolean) => void
}

function ClaimForm({ kind, chosen, close }: FormProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [first] = chosen
  const suggested = kind === 'write' ? idFor(first) : ''
  const [text, type] = useState(suggested)
  const send = useAct<Partial<Work>>((answer) => {
    close(true)
    if (kind === 'write' && answer.id !== undefined) void navigate(`/catalogue/works/${answer.id}`)
  })
  const words = text.trim()
  const needsText = kind !== 'claimed'
  const go = () => send.mutate(requestOf(kind, chosen, words))
  return (
    <Modal
      open
      title={t(`catalogue.claims.acts.${kind}`)}
      okText={t(`catalogue.claims.confirm.${kind}`)}
      okButtonProps={{ loading: send.isPending, disabled: needsText && words === '' }}
      onOk={go}
      onCancel={() => close(false)}
    >
      <Flex vertical gap={12}>
        <span>{t(`catalogue.claims.means.${kind}`, { count: chosen.length, organ: first?.organ.name })}</span>
        {needsText && (
          <label>
            {t(`catalogue.claims.ask.${kind}`)}
            <Input
              autoFocus
              type={kind === 'due' ? 'date' : 'text'}
              maxLength={kind === 'write' ? 64 : 500}
              value={text}
              onChange={({ target }) => type(target.value)}
            />
          </label>
        )}
        {send.error !== null && <Refusal error={send.error} />}
      </Flex>
    </Modal>
  )
}

function requestOf(kind: Kind, chosen: readonly ClaimLine[], words: string) {
  const organ = chosen[0]?.organ.id ?? ''
  const entries = chosen.map(({ entry }) => entry.id)
  if (kind === 'due') return { path: '/api/claims/due-dates', body: { organ, entries, due: words } }
  if (kind === 'write') return { path: '/api/claims/works', body: { organ, entry: entries[0], item: words } }
  return { path: '/api/claims/answers', body: { organ, entries, state: kind, reason: kind === 'claimed' ? null : words } }
}

/** An id nobody has to think of: the entry's and the organ's, as far as ids may look. */
function idFor(claim: ClaimLine | undefined): string {
  const text = `${claim?.entry.id ?? ''}-${claim?.organ.id ?? ''}`.toLowerCase().replace(/[^a-z0-9.-]+/g, '-')
  return text.replace(/^[^a-z0-9]+/, '').slice(0, 64)
}
