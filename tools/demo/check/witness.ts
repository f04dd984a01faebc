import { Api, type CasePage, Refused } from '../desk/api.js'

/** A site that is asked what it holds, and as whom. */
export interface WitnessSite {
  readonly site: string
  readonly name: string
  readonly url: string
  readonly login: string
  readonly password: string
  readonly place: string
  /** It was cut off: what it held is looked for at the others. */
  readonly isCutOff?: boolean
}

/** Asks sites over HTTP; knows nothing but their addresses. */
export class Witness {
  readonly #apis: ReadonlyMap<string, Api>
  readonly #sites: readonly WitnessSite[]

  constructor(sites: readonly WitnessSite[]) {
    this.#sites = sites
    this.#apis = new Map(sites.map((site) => [site.site, new Api(site.url, site)]))
  }

  isCutOff(site: string): boolean {
    return this.#sites.find((each) => each.site === site)?.isCutOff ?? false
  }

  nameOf(site: string): string {
    return this.#sites.find((each) => each.site === site)?.name ?? site
  }

  /** null where the site does not hold the case. */
  async read(site: string, caseId: string): Promise<CasePage | null> {
    const api = this.#apis.get(site)
    if (api === undefined) return null
    return await api.get<CasePage>(`/api/cases/${caseId}`).catch((error: unknown) => {
      if (error instanceof Refused && error.status === 404) return null
      throw error
    })
  }
}
