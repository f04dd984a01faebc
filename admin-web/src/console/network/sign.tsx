import { useTranslation } from 'react-i18next'
import './tree.css'
import type { LineSign } from './use-network.js'

/** Worst first: the order of choices and of the legend. */
export const signs: readonly LineSign[] = [
  'down',
  'stopped',
  'unknown',
  'cut',
  'never',
  'planned',
  'maintenance',
  'asleep',
  'up',
  'here',
]

/** A shape for each, so that nobody needs to tell colours apart. */
export const shapes: Readonly<Record<LineSign, string>> = {
  here: '★',
  up: '●',
  down: '▲',
  asleep: '–',
  stopped: '■',
  maintenance: '◐',
  unknown: '?',
  never: '○',
  planned: '·',
  cut: '✕',
}

/** How a line stands: shape, colour and word. */
export function Sign({ line }: { readonly line: LineSign }) {
  const { t } = useTranslation()
  return (
    <span className={`sign sign-${line}`} title={t(`net.hint.${line}`)}>
      <span aria-hidden="true">{shapes[line]}</span> {t(`net.line.${line}`)}
    </span>
  )
}
