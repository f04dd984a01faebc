import type { Static } from 'typebox'
import type { PUBLIC_CASE } from '@liandong/core/http/public/query.js'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { ask, Refused } from '../parts/api.js'
import { timeText } from '../parts/times.js'
import { Contacts } from './guide.js'
import { useSaid } from './said.js'
import { Trouble, Wait } from './trouble.js'
import { useIdle } from './use-idle.js'

type Found = Static<typeof PUBLIC_CASE>

interface Typed {
  readonly number: string
  readonly code: string
}

const blank: Typed = { number: '', code: '' }

/** Behind the # of the receipt's QR: browsers send that to nobody, so neither word stands in anybody's log. */
function fromReceipt(): Typed {
  const given = new URLSearchParams(window.location.hash.slice(1))
  return { number: given.get('number') ?? '', code: given.get('code') ?? '' }
}

/** What was asked and answered, or why not. */
function useQuestion() {
  const { language } = useSaid()
  const [found, show] = useState<Found | null>(null)
  const [refused, refuse] = useState<Refused | null>(null)
  const [isWaiting, wait] = useState(false)
  const look = useCallback(
    async ({ number, code }: Typed) => {
      wait(true)
      refuse(null)
      try {
        show(await ask<Found>('/public/query', { desk: null, language, method: 'POST', body: { number, code } }))
      } catch (error) {
        show(null)
        refuse(error instanceof Refused ? error : new Refused(null, error))
      } finally {
        wait(false)
      }
    },
    [language],
  )
  const forget = () => {
    show(null)
    refuse(null)
  }
  return { found, refused, isWaiting, look, forget }
}

/** 查办件进度: by number and code from the receipt; what is typed is kept in no address and no store. */
export function QueryPage() {
  const { words } = useSaid()
  const [typed, type] = useState(fromReceipt)
  const [isMissing, miss] = useState(false)
  const { found, refused, isWaiting, look, forget } = useQuestion()
  useScanned(type, look)
  const clear = () => {
    window.history.replaceState(null, '', '/q')
    type(blank)
    miss(false)
    forget()
  }
  useIdle(clear)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isBlank = typed.number.trim() === '' || typed.code.trim() === ''
    miss(isBlank)
    if (!isBlank) void look(typed)
  }
  return (
    <>
      <h1>{words.ask.heading}</h1>
      <p>{words.ask.lead}</p>
      <form className="query" onSubmit={submit}>
        <Field name="number" label={words.ask.number} value={typed.number} onType={(number) => type({ ...typed, number })} />
        <Field name="code" label={words.ask.code} value={typed.code} onType={(code) => type({ ...typed, code })} />
        {isMissing && <p role="alert">{words.ask.missing}</p>}
        <p className="acts">
          <button type="submit" className="main" disabled={isWaiting}>
            {words.ask.search}
          </button>
          <button type="button" onClick={clear}>
            {words.ask.clear}
          </button>
        </p>
      </form>
      {isWaiting && <Wait />}
      {refused !== null && <Trouble refused={refused} onAgain={() => void look(typed)} />}
      {found !== null && <Answer found={found} />}
      <p className="note">{words.ask.privacy}</p>
    </>
  )
}

/** A receipt that is scanned fills the page and asks at once, also while the page stands open. */
function useScanned(type: (typed: Typed) => void, look: (typed: Typed) => Promise<void>): void {
  useEffect(() => {
    const read = () => {
      const scanned = fromReceipt()
      if (scanned.number === '' || scanned.code === '') return
      type(scanned)
      void look(scanned)
    }
    read()
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [type, look])
}

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly onType: (value: string) => void
}

function Field({ name, label, value, onType }: FieldProps) {
  return (
    <p>
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        value={value}
        maxLength={60}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        onChange={(event) => onType(event.target.value)}
      />
    </p>
  )
}

function Answer({ found }: { readonly found: Found }) {
  const { words, language } = useSaid()
  const { ask: said } = words
  return (
    <section className="answer" aria-live="polite" aria-label={said.state}>
      <p className="state">{found.state[language]}</p>
      <p className="note">{said.since(timeText(found.sinceMs))}</p>
      <dl className="facts">
        <div>
          <dt>{said.nextStep}</dt>
          <dd>{found.next[language]}</dd>
        </div>
        <div>
          <dt>{said.item}</dt>
          <dd>{found.item}</dd>
        </div>
        <div>
          <dt>{said.number}</dt>
          <dd className="number">{found.number}</dd>
        </div>
        <div>
          <dt>{said.ring}</dt>
          <dd>
            <Contacts contacts={found.ring} />
          </dd>
        </div>
      </dl>
      <p className="note">{words.asOf(timeText(found.asOfMs))}</p>
    </section>
  )
}
