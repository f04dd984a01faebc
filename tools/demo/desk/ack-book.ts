import { appendFileSync, readFileSync } from 'node:fs'

/** Something a site said it has taken in: an act on a case, under the random id the caller made for it. */
export interface Acknowledgement {
  readonly caseId: string
  /** null for a row of a batch, whose request id the site made: the case itself is what was acknowledged. */
  readonly requestId: string | null
  readonly act: string
  /** Done where it was said, or sent on to the site that holds the case. */
  readonly how: 'done' | 'requested'
  /** Part of the city that said so. */
  readonly at: string
}

/** The caller's own list of what was acknowledged, outside every site; each line is written when the answer comes in. */
export class AckBook {
  readonly file: string

  constructor(file: string) {
    this.file = file
  }

  note(acknowledgement: Acknowledgement): void {
    appendFileSync(this.file, `${JSON.stringify(acknowledgement)}\n`)
  }
}

/** Reads a book from its file, for those who check it. */
export function readBook(file: string): readonly Acknowledgement[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Acknowledgement)
}
