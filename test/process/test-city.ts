import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { initCity } from '@liandong/core/cli/init/init-city.js'
import { setFirstPasswords } from '@liandong/core/cli/people/first-passwords.js'
import { sitesEntitled } from '@liandong/core/domain/people/verifier.js'
import { applyChange, emptyRoster, newest } from '@liandong/core/domain/roster-view.js'
import { openStore } from '@liandong/core/store/open.js'
import type { Actor } from '../../tools/demo/desk/api.js'
import { readInitFolder, writeInitFolder } from '@liandong/core/cli/init/init-folder.js'
import { keysFolderOf } from '@liandong/core/cli/init/make-keys.js'
import { makeKeysBeforehand } from './keys-beforehand.js'
import { root, StartedProgram } from './started-program.js'

/** Of everybody in a test’s city. */
export const PASSWORD = 'Ri4-zhao-Gang'

/** Division codes of those that run in tests. */
const codes = { city: '371100', county: '371122', other: '371102', township: '371122104', village: '371122104266' } as const
const gateways = { city: 'city', county: 'county', other: 'county' } as const

export type TestSite = keyof typeof codes
type Gateway = keyof typeof gateways

/** A city with its keys in a temporary folder; its programs are the built ones. */
export class TestCity {
  readonly folder: string
  readonly ids: Readonly<Record<TestSite, { readonly site: string; readonly place: string }>>

  readonly #started: StartedProgram[] = []

  private constructor(folder: string) {
    this.folder = folder
    const facts = readInitFolder(this.cityFolder).changes.flatMap((change) => change.facts)
    const places = facts.flatMap((fact) => (fact.kind === 'place' ? [fact.place] : []))
    const idsOf = (code: string) => {
      const place = places.find((each) => each.codes.some((dated) => dated.code === code))
      return { site: place?.site ?? '', place: place?.id ?? '' }
    }
    this.ids = Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, idsOf(code)])) as TestCity['ids']
  }

  /** A centre or a station without a machine of its own is served by its county's gateway. */
  static async make(machines: readonly ('township' | 'village')[] = ['township', 'village']): Promise<TestCity> {
    const folder = mkdtempSync(join(tmpdir(), 'liandong-city-'))
    const data = join(root, 'tools/demo/data')
    const made = initCity({
      cityCode: codes.city,
      divisionsFolder: join(data, 'divisions'),
      cityName: null,
      from: '2020-01-01',
      machines: machines.map((name) => codes[name]),
      staffFile: join(data, 'staff.json'),
      itemsFolder: join(data, 'items'),
      atMs: Date.now(),
    })
    if (made.kind === 'problems') throw new Error(made.problems.join('\n'))
    writeInitFolder(join(folder, 'city'), made)
    await makeKeysBeforehand(join(folder, 'city'))
    const city = new TestCity(folder)
    for (const name of Object.keys(codes) as TestSite[]) await city.#givePasswords(name)
    return city
  }

  /** Whoever may sign in at the site can do so from its first minute, as if it had been there for long. */
  async #givePasswords(name: TestSite): Promise<void> {
    const { roster, here } = this.#accountsAt(name)
    const store = openStore(this.storeOf(name), { keyFile: `${this.storeOf(name)}.key` })
    await setFirstPasswords(store, roster, here, Date.now())
    store.close()
  }

  #accountsAt(name: TestSite) {
    const roster = readInitFolder(this.cityFolder).changes.reduce(applyChange, emptyRoster())
    const here = newest(roster.accounts)
      .filter(({ person }) => sitesEntitled(roster, person).has(this.ids[name].site))
      .map(({ login }) => ({ login, password: PASSWORD, mustChange: false }))
    return { roster, here }
  }

  get cityFolder(): string {
    return join(this.folder, 'city')
  }

  /** Somebody with an account, at a desk of that site. */
  actor(name: TestSite, login: string): Actor {
    return { login, place: this.ids[name].place, password: PASSWORD }
  }

  /** Who runs the network there. */
  administrator(name: 'city' | 'county'): Actor {
    return this.actor(name, name === 'city' ? 'sysadmin' : 'u2007')
  }

  /** Sites that are planned below that one, without a machine. */
  plannedBelow(name: 'city' | 'county'): readonly string[] {
    const facts = readInitFolder(this.cityFolder).changes.flatMap((change) => change.facts)
    const sites = facts.flatMap((fact) => (fact.kind === 'site' ? [fact.site] : []))
    return [...new Map(sites.map((site) => [site.id, site])).values()]
      .filter(({ life, parent }) => life === 'planned' && parent === this.ids[name].site)
      .map(({ id }) => id)
  }

  /** A county other than the one that runs. */
  otherCounty(): string {
    const facts = readInitFolder(this.cityFolder).changes.flatMap((change) => change.facts)
    const sites = facts.flatMap((fact) => (fact.kind === 'site' ? [fact.site] : []))
    return sites.find(({ tier, id }) => tier === 'county' && id !== this.ids.county.site)?.id ?? ''
  }

  storeOf(name: TestSite): string {
    return join(this.folder, 'stores', name)
  }

  keysOf(name: TestSite): string {
    return keysFolderOf(this.cityFolder, this.ids[name].site)
  }

  /** What the program of that part needs to know; free ports unless said otherwise. */
  settingsOf(name: TestSite, more: Readonly<Record<string, string>> = {}): Record<string, string> {
    const gateway = isGateway(name)
      ? {
          LIANDONG_TIER: gateways[name],
          LIANDONG_GRPC_HOST: '127.0.0.1',
          LIANDONG_GRPC_PORT: '0',
          LIANDONG_FIRST_FOLDER: this.cityFolder,
        }
      : {}
    return {
      LIANDONG_SITE: this.ids[name].site,
      LIANDONG_DATA_FOLDER: this.storeOf(name),
      LIANDONG_STORE_KEY_FILE: `${this.storeOf(name)}.key`,
      LIANDONG_KEYS_FOLDER: this.keysOf(name),
      LIANDONG_HTTP_PORT: '0',
      ...gateway,
      ...more,
    }
  }

  gateway(name: Gateway, more: Readonly<Record<string, string>> = {}): StartedProgram {
    return this.#start(['gateway/dist/main.js'], this.settingsOf(name, more))
  }

  /** `county` is the port its gateway listens on. */
  agent(name: 'township' | 'village', county: number, more: Readonly<Record<string, string>> = {}): StartedProgram {
    return this.#start(['--max-semi-space-size=1', 'edge-agent/dist/agent.mjs'], this.agentSettings(name, county, more))
  }

  agentSettings(
    name: 'township' | 'village',
    county: number,
    more: Readonly<Record<string, string>> = {},
  ): Record<string, string> {
    const parent = { LIANDONG_PARENT_SITE: this.ids.county.site, LIANDONG_PARENT_ADDRESS: `127.0.0.1:${county}` }
    return this.settingsOf(name, { ...parent, ...more })
  }

  /** Any built program of the product, ended with the test. */
  program(args: readonly string[], settings: Readonly<Record<string, string>> = {}): StartedProgram {
    return this.#start(args, settings)
  }

  #start(args: readonly string[], settings: Readonly<Record<string, string>>): StartedProgram {
    const program = new StartedProgram(args, settings)
    this.#started.push(program)
    return program
  }

  countyParent(city: number): Record<string, string> {
    return { LIANDONG_PARENT_SITE: this.ids.city.site, LIANDONG_PARENT_ADDRESS: `127.0.0.1:${city}` }
  }

  /** Whatever a test that ran out of time left running ends first. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#started.map((program) => program[Symbol.asyncDispose]()))
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function isGateway(name: TestSite): name is Gateway {
  return Object.hasOwn(gateways, name)
}
