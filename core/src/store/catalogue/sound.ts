import { pinyin, polyphonic } from 'pinyin-pro'

/** So many syllables on either side of one that is read another way: longer than what anybody types in one go. */
const WINDOW = 8

/**
 * How a text sounds, for searching by typing: its pinyin, its initials, and both again around each character that has
 * another reading (行 háng and xíng, 重, 长), one piece a line. ü is typed v.
 */
export function soundOf(text: string): string {
  const usual = pinyin(text, { toneType: 'none', type: 'array', v: true }).map(typed)
  const readings = polyphonic(text, { toneType: 'none', type: 'array' })
  const pieces = new Set([usual.join(''), initials(usual)])
  // Characters outside the dictionary may be counted differently by the two; then the usual reading must do.
  if (readings.length !== usual.length) return [...pieces].join('\n')
  for (const [at, others] of readings.entries()) {
    for (const other of new Set(others.map(typed))) {
      if (other === usual[at]) continue
      const around = [...usual.slice(Math.max(0, at - WINDOW), at), other, ...usual.slice(at + 1, at + 1 + WINDOW)]
      pieces.add(around.join(''))
      if (other[0] !== usual[at]?.[0]) pieces.add(initials(around))
    }
  }
  return [...pieces].join('\n')
}

/** As keyboards write it. */
export function typed(syllable: string): string {
  return syllable.toLowerCase().replaceAll('ü', 'v')
}

function initials(syllables: readonly string[]): string {
  return syllables.map((syllable) => String.fromCodePoint(syllable.codePointAt(0) ?? 0x20)).join('')
}
