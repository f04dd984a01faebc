import type { BEGINNINGS, PUBLIC_ITEMS } from '@liandong/core/http/public/guide.js'
import { useEffect, useState } from 'react'
import type { Static } from 'typebox'
import { To } from './link.js'
import { useSaid } from './said.js'
import { Trouble, Wait } from './trouble.js'
import { go, useAddress } from './use-address.js'
import { useTold } from './use-told.js'

type Items = Static<typeof PUBLIC_ITEMS>
type Beginnings = Static<typeof BEGINNINGS>

/** Typing rests that long before it is looked for. */
const restMs = 250
/** As many departments fit a phone's screen beside the search. */
const fewOrgans = 8
/** The program lists no more. */
const mostItems = 60

/** 办事指南: found by words, pinyin or initials, by department or by topic. What is looked for stands in the address. */
export function SearchPage() {
  const { words, language } = useSaid()
  const { asked } = useAddress()
  const query = asked.toString()
  const [text, type] = useState(asked.get('text') ?? '')
  const isAsking = ['text', 'organ', 'topic'].some((name) => asked.has(name))
  const found = useTold<Items>(isAsking ? `/public/items?${query}` : null, language)
  useEffect(() => {
    const timer = window.setTimeout(() => look(text, query), restMs)
    return () => window.clearTimeout(timer)
  }, [text, query])
  return (
    <>
      <h1>{words.find.heading}</h1>
      <form
        role="search"
        className="search"
        onSubmit={(event) => {
          event.preventDefault()
          look(text, query)
        }}
      >
        <label htmlFor="text">{words.find.label}</label>
        <input
          id="text"
          type="search"
          value={text}
          maxLength={100}
          autoComplete="off"
          placeholder={words.find.hint}
          onChange={(event) => type(event.target.value)}
        />
        <button type="submit" className="main">
          {words.find.search}
        </button>
      </form>
      {found.refused !== null && <Trouble refused={found.refused} onAgain={found.again} />}
      {isAsking && found.isWaiting && found.answer === null && <Wait />}
      {isAsking && found.answer !== null && <Found {...found.answer} />}
      <Begin organ={asked.get('organ')} topic={asked.get('topic')} onChoice={() => type('')} />
    </>
  )
}

/** Words and what was chosen beside them; nothing changes where that is looked for already. */
function look(text: string, query: string): void {
  const asked = new URLSearchParams(query)
  if (text.trim() === (asked.get('text') ?? '')) return
  if (text.trim() === '') asked.delete('text')
  else asked.set('text', text.trim())
  go(addressOf(asked), true)
}

function addressOf(asked: URLSearchParams): string {
  const query = asked.toString()
  return query === '' ? '/guide' : `/guide?${query}`
}

function Found({ items }: Items) {
  const { words } = useSaid()
  return (
    <section aria-label={words.find.results(items.length)}>
      <p role="status">{items.length < mostItems ? words.find.results(items.length) : words.find.most(mostItems)}</p>
      {items.length === 0 && <p>{words.next(words.find.noneNext)}</p>}
      <ul className="items">
        {items.map(({ id, name, organ, level, handling }) => (
          <li key={id}>
            <To address={`/guide/${encodeURIComponent(id)}`}>
              <strong>{name}</strong>
              <span>
                {organ?.name ?? words.find.village} · {words.level[level]}
                {handling === 'instant' && ` · ${words.find.instant}`}
              </span>
            </To>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface BeginProps {
  readonly organ: string | null
  readonly topic: string | null
  readonly onChoice: () => void
}

/** For whoever has no word for it. */
function Begin({ organ, topic, onChoice }: BeginProps) {
  const { words, language } = useSaid()
  const { answer, refused, again } = useTold<Beginnings>('/public/beginnings', language)
  const [isAll, showAll] = useState(false)
  if (refused !== null) return <Trouble refused={refused} onAgain={again} />
  if (answer === null) return <Wait />
  const organs = isAll ? answer.organs : answer.organs.slice(0, fewOrgans)
  return (
    <>
      {answer.topics.length > 0 && (
        <section aria-labelledby="topics">
          <h2 id="topics">{words.find.topics}</h2>
          <ul className="chips">
            {answer.topics.map(({ name, items }) => (
              <Chip
                key={name}
                {...{ name, items, isHere: topic === name, onChoice }}
                address={`/guide?topic=${encodeURIComponent(name)}`}
              />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="organs">
        <h2 id="organs">{words.find.organs}</h2>
        <ul className="chips">
          {organs.map(({ id, name, items }) => (
            <Chip
              key={id}
              {...{ name, items, isHere: organ === id, onChoice }}
              address={`/guide?organ=${encodeURIComponent(id)}`}
            />
          ))}
        </ul>
        {answer.organs.length > fewOrgans && (
          <button type="button" aria-expanded={isAll} onClick={() => showAll(!isAll)}>
            {isAll ? words.find.some : words.find.all}
          </button>
        )}
      </section>
    </>
  )
}

interface ChipProps {
  readonly name: string
  readonly items: number
  readonly address: string
  readonly isHere: boolean
  readonly onChoice: () => void
}

function Chip({ name, items, address, isHere, onChoice }: ChipProps) {
  return (
    <li onClickCapture={onChoice}>
      <To address={address} isHere={isHere}>
        {name} <span className="count">{items}</span>
      </To>
    </li>
  )
}
