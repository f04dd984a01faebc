import type { PUBLIC_GUIDE } from '@liandong/core/http/public/guide.js'
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { timeText } from '../parts/times.js'
import { To } from './link.js'
import { useSaid } from './said.js'
import { Trouble, Wait } from './trouble.js'
import { go, useAddress } from './use-address.js'
import { useTold } from './use-told.js'
import type { Words } from './words.js'

type Guide = Static<typeof PUBLIC_GUIDE>

interface Props {
  readonly item: string
  readonly isLarge: boolean
}

/** One item: what people ask at the counter, and for their answers the papers to bring. The answers stand in the address. */
export function GuidePage({ item, isLarge }: Props) {
  const { words, language } = useSaid()
  const { asked } = useAddress()
  const answers = asked.get('answers') ?? ''
  const path = `/public/items/${encodeURIComponent(item)}?answers=${encodeURIComponent(answers)}`
  const { answer, refused, again } = useTold<Guide>(path, language)
  return (
    <>
      <p>
        <To address="/guide">← {words.back}</To>
      </p>
      {refused !== null && <Trouble refused={refused} onAgain={again} />}
      {answer === null && refused === null && <Wait />}
      {answer !== null && <Shown guide={answer} answers={answers.split(',')} isLarge={isLarge} />}
    </>
  )
}

interface ShownProps {
  readonly guide: Guide
  readonly answers: readonly string[]
  readonly isLarge: boolean
}

function Shown({ guide, answers, isLarge }: ShownProps) {
  const { words } = useSaid()
  const print = `/print/items/${encodeURIComponent(guide.id)}`
  const size = isLarge ? 'type=large' : ''
  return (
    <>
      <h1>{guide.name}</h1>
      {guide.closed !== null && (
        <div className="trouble" role="alert">
          <strong>{words.one.closed}</strong>
          <p>{words.next(words.one.closedNext)}</p>
        </div>
      )}
      <Facts guide={guide} />
      {guide.groups.length > 0 && <Questions guide={guide} answers={answers} />}
      <Papers guide={guide} />
      <p className="acts">
        {guide.isAnswered && (
          <a
            className="main"
            href={`${print}/papers?${size}&answers=${encodeURIComponent(answers.join(','))}`}
            target="_blank"
            rel="noreferrer"
          >
            {words.one.printPapers}
          </a>
        )}
        <a href={`${print}?${size}`} target="_blank" rel="noreferrer">
          {words.one.printGuide}
        </a>
      </p>
      <p className="note">
        {words.one.source(guide.effectiveFrom)} · {words.asOf(timeText(guide.asOfMs))}
      </p>
    </>
  )
}

function Facts({ guide }: { readonly guide: Guide }) {
  const { words } = useSaid()
  const rows: readonly (readonly [string, ReactNode])[] = [
    [words.one.organ, guide.organ?.name ?? words.find.village],
    [words.one.promised, timeNeeded(words, guide)],
    [words.one.fees, guide.fees.length === 0 ? words.one.free : guide.fees.join('；')],
    [words.one.where, guide.address],
    [words.one.hours, guide.hours],
    [words.one.conditions, guide.conditions.length === 0 ? null : guide.conditions.join('；')],
    [words.one.results, guide.results.length === 0 ? null : guide.results.join('；')],
    [words.one.ask, <Contacts key="ask" contacts={guide.contacts} />],
  ]
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function timeNeeded({ one, unit }: Words, { handling, promised }: Guide): string {
  if (handling === 'instant') return one.instant
  return promised === null ? one.notPromised : `${promised.amount}${unit[promised.unit]}`
}

/** On a phone a tap rings. */
export function Contacts({ contacts }: { readonly contacts: readonly { readonly name: string; readonly phone: string }[] }) {
  return (
    <ul className="contacts">
      {contacts.map(({ name, phone }) => (
        <li key={`${name} ${phone}`}>
          {name} <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
        </li>
      ))}
    </ul>
  )
}

function Questions({ guide: { id, groups }, answers }: { readonly guide: Guide; readonly answers: readonly string[] }) {
  const { words } = useSaid()
  const choose = (options: readonly { readonly id: string }[], chosen: string) => {
    const others = answers.filter((answer) => answer !== '' && !options.some((option) => option.id === answer))
    go(`/guide/${encodeURIComponent(id)}?answers=${encodeURIComponent([...others, chosen].join(','))}`, true)
  }
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{words.one.questions}</h2>
      {groups.map(({ id: group, question, options }) => (
        <fieldset key={group}>
          <legend>{question}</legend>
          {options.map((option) => (
            <label key={option.id} className="option">
              <input
                type="radio"
                name={group}
                checked={answers.includes(option.id)}
                onChange={() => choose(options, option.id)}
              />
              {option.name}
            </label>
          ))}
        </fieldset>
      ))}
    </section>
  )
}

function Papers({ guide: { isAnswered, materials } }: { readonly guide: Guide }) {
  const { words } = useSaid()
  const { one } = words
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">
        {one.papers} {isAnswered && materials.length > 0 && <small>{one.papersCount(materials.length)}</small>}
      </h2>
      {!isAnswered && <p role="status">{one.answerFirst}</p>}
      {isAnswered && materials.length === 0 && <p>{one.noPapers}</p>}
      {isAnswered && (
        <ol className="papers">
          {materials.map((material) => (
            <li key={material.id}>
              <strong>{material.name}</strong> <span className={`must ${material.necessity}`}>{one[material.necessity]}</span>
              <p>{sheets(one, material)}</p>
              {material.notes !== '' && <p className="note">{material.notes}</p>}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function sheets(one: Words['one'], { isFetched, originals, copies }: Guide['materials'][number]): string {
  if (isFetched) return one.fetched
  return [...(originals > 0 ? [one.originals(originals)] : []), ...(copies > 0 ? [one.copies(copies)] : [])].join(' · ')
}
