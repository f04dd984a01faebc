import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'
import { Api } from '../../tools/demo/desk/api.js'
import { portOf, soon, type StartedProgram } from './started-program.js'
import { TestCity } from './test-city.js'

/** What a gateway answers when codes are asked for. */
export interface MadeCodes {
  readonly address: string
  readonly authority: string
  readonly codes: readonly { readonly id: string; readonly code: string; readonly site: { readonly id: string } }[]
}

/** What an answer of any route says. */
export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** A city and a county that run, with hands at both, and machines that come to them. */
export class EnrolmentStage {
  readonly city: TestCity
  readonly top: StartedProgram
  readonly county: StartedProgram
  readonly countyPort: number
  readonly #apis = new Map<string, Api>()
  #machines = 0

  private constructor(city: TestCity, top: StartedProgram, county: StartedProgram, countyPort: number) {
    this.city = city
    this.top = top
    this.county = county
    this.countyPort = countyPort
  }

  static async open(
    env: Readonly<Record<string, string>> = {},
    cityEnv: Readonly<Record<string, string>> = {},
  ): Promise<EnrolmentStage> {
    const city = await TestCity.make()
    const top = city.gateway('city', { ...env, ...cityEnv })
    const cityPort = portOf(await top.line('grpc listening'))
    const county = city.gateway('county', { ...city.countyParent(cityPort), ...env })
    const countyPort = portOf(await county.line('grpc listening'))
    await county.line('link running')
    const stage = new EnrolmentStage(city, top, county, countyPort)
    await vi.waitFor(async () => {
      const [above, here] = await Promise.all([
        stage.call('city', 'GET', '/api/roster'),
        stage.call('county', 'GET', '/api/roster'),
      ])
      if (here.body['version'] !== above.body['version']) throw new Error('the roster is on its way')
    }, soon)
    return stage
  }

  folder(name: string): string {
    return join(this.city.folder, name)
  }

  async call(at: 'city' | 'county', method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    const program = at === 'city' ? this.top : this.county
    const { address } = await program.line('http listening')
    const api = this.#apis.get(String(address)) ?? new Api(String(address), this.city.administrator(at))
    this.#apis.set(String(address), api)
    return await api.try<Answer['body']>(method, path, body)
  }

  /** Codes for sites below a gateway, made by somebody there. */
  async codes(sites: readonly string[], more: object = {}, at: 'city' | 'county' = 'county'): Promise<MadeCodes> {
    const { status, body } = await this.call(at, 'POST', '/api/enrolments', { sites, ...more })
    if (status !== 201) throw new Error(JSON.stringify(body))
    return body as unknown as MadeCodes
  }

  /** Runs `liandong enrol` on a new machine and answers its configuration file, or what it was told. */
  async enrol(
    made: MadeCodes,
    more: Readonly<Record<string, string>> = {},
  ): Promise<{ config: string; said: string; code: number }> {
    const name = `machine-${(this.#machines += 1)}`
    const codeFile = this.folder(`${name}-code`)
    writeFileSync(codeFile, `${made.codes[0]?.code}\n`, { mode: 0o600 })
    const given = { parent: made.address, 'code-file': codeFile, authority: made.authority, ...more }
    const folders = { data: this.folder(`${name}-data`), keys: this.folder(`${name}-keys`) }
    const args = Object.entries({ ...given, ...folders }).flatMap(([option, value]) => [`--${option}`, value])
    await using command = this.city.program(['core/dist/cli/main.js', 'enrol', ...args])
    const code = await command.ended()
    return { config: join(folders.data, 'liandong.json'), said: command.said, code: code ?? -1 }
  }

  /** Starts the agent of an enrolled machine. */
  agent(config: string, more: Readonly<Record<string, string>> = {}): StartedProgram {
    return this.city.program(['edge-agent/dist/agent.mjs'], { LIANDONG_CONFIG: config, LIANDONG_HTTP_PORT: '0', ...more })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.city[Symbol.asyncDispose]()
  }
}

/** What the command `faketime` sets before it starts a program; itself it would stand between the program and its signals. */
export function clockAt(date: string): Record<string, string> {
  const library = execFileSync('faketime', ['-f', date, 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' }).trim()
  // Timers go on by true time: only the date is wrong.
  return { LD_PRELOAD: library, FAKETIME: date, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
}
