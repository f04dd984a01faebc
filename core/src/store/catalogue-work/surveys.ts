import type { Statement } from 'better-sqlite3'
import type { Survey, SurveyAnswer } from '../../domain/catalogue/survey.js'
import type { Connection } from '../file/connection.js'

/** Rounds of 普查 known here, opened here or above, and the answers of organs. */
export class Surveys {
  readonly #put: Statement<[string, number, string]>
  readonly #get: Statement<[string], { json: string }>
  readonly #all: Statement<[], { json: string }>
  readonly #answer: Statement<[string, string, number, string]>
  readonly #answers: Statement<[string], { json: string }>

  constructor(db: Connection) {
    this.#put = db.prepare('INSERT OR REPLACE INTO survey VALUES (?, ?, ?)')
    this.#get = db.prepare('SELECT json FROM survey WHERE id = ?')
    this.#all = db.prepare('SELECT json FROM survey ORDER BY opened_ms DESC, id')
    // An answer given again replaces the one before; an older one that was slow on its way does not.
    this.#answer = db.prepare(
      `INSERT INTO survey_answer VALUES (?, ?, ?, ?) ON CONFLICT (survey, organ) DO UPDATE SET at_ms = excluded.at_ms,
         json = excluded.json WHERE excluded.at_ms >= survey_answer.at_ms`,
    )
    this.#answers = db.prepare('SELECT json FROM survey_answer WHERE survey = ? ORDER BY organ')
  }

  put(survey: Survey): void {
    this.#put.run(survey.id, survey.openedMs, JSON.stringify(survey))
  }

  get(id: string): Survey | null {
    const found = this.#get.get(id)
    return found === undefined ? null : (JSON.parse(found.json) as Survey)
  }

  /** Newest first. */
  all(): Survey[] {
    return this.#all.all().map(({ json }) => JSON.parse(json) as Survey)
  }

  putAnswer(answer: SurveyAnswer): void {
    this.#answer.run(answer.survey, answer.organ, answer.atMs, JSON.stringify(answer))
  }

  answers(survey: string): SurveyAnswer[] {
    return this.#answers.all(survey).map(({ json }) => JSON.parse(json) as SurveyAnswer)
  }
}
