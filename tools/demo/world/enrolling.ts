import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { isEnrolled } from '@liandong/core/site/enrolment/machine.js'
import { Api } from '../desk/api.js'
import type { Program } from './program.js'
import { until } from './until.js'

/** A machine that is to become a site. */
export interface Newcomer {
  readonly site: string
  readonly url: string
  readonly program: Program
  readonly isGateway: boolean
  readonly dataFolder: string
  readonly keysFolder: string
  /** Where it dials its parent, when that is not where the sheet says. */
  readonly dials: string | null
}

/** The gateway that lets it in, and who sits there. */
export interface Gatekeeper {
  readonly url: string
  readonly place: string
  readonly login: string
  readonly password: string
}

/** What stands on a printed sheet. */
interface Sheet {
  readonly address: string
  readonly authority: string
  readonly code: string
}

/** Whether that machine was a site before this start. */
export function isMember({ keysFolder }: Newcomer): boolean {
  return isEnrolled(keysFolder)
}

/** Makes the machine a site with a one-time code, and has its program run: gateways from the command line, stations from their own page. */
export async function enrolAndStart(root: string, newcomer: Newcomer, gatekeeper: Gatekeeper): Promise<void> {
  const sheet = await printSheet(newcomer, gatekeeper)
  if (!newcomer.isGateway) return await enrolByPage(newcomer, sheet)
  await enrolByCommand(root, newcomer, sheet)
  await newcomer.program.start()
}

async function printSheet({ site, dials }: Newcomer, { url, ...actor }: Gatekeeper): Promise<Sheet> {
  const administrator = new Api(url, actor)
  // A start that was interrupted may have let the machine in and lost the answer.
  const wanted = { sites: [site], replaces: true }
  const made = await administrator.post<Omit<Sheet, 'code'> & { codes: readonly { code: string }[] }>('/api/enrolments', wanted)
  return { address: dials ?? made.address, authority: made.authority, code: made.codes[0]?.code ?? '' }
}

async function enrolByCommand(root: string, { dataFolder, keysFolder }: Newcomer, sheet: Sheet): Promise<void> {
  const { address, code, authority } = sheet
  const said = { parent: address, authority, data: dataFolder, keys: keysFolder, program: 'gateway' }
  const args = Object.entries(said).flatMap(([name, value]) => [`--${name}`, value])
  const command = spawn(process.execPath, [join(root, 'core/dist/cli/main.js'), 'enrol', ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  // An argument would stand in the list of processes.
  command.stdin.end(`${code}\n`)
  const [told, [status]] = await Promise.all([text(command.stderr), once(command, 'exit')])
  if (status !== 0) throw new Error(`liandong enrol: ${told}`)
}

/** The program runs already and serves nothing but this; it goes on by itself as the site. */
async function enrolByPage({ url, program }: Newcomer, sheet: Sheet): Promise<void> {
  const running = program.start()
  await Promise.race([running, until(`${url} serves its first page`, () => answers(url))])
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/enrolment`, { method: 'POST', headers, body: JSON.stringify(sheet) })
  if (answer.status !== 201) throw new Error(`${url}/api/enrolment: ${await answer.text()}`)
  await running
}

async function answers(url: string): Promise<true | null> {
  return await fetch(`${url}/healthz`).then(
    () => true,
    () => null,
  )
}
