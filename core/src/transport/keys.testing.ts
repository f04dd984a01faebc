import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeNetworkKeys, makeSiteKeys, type AuthorityFiles } from '../cli/keys.js'
import { loadSiteTls, type SiteTls } from './tls.js'

/** A network's authority and the folders of keys it signed, gone with the test. */
export class TestNetwork {
  readonly folder: string
  readonly #authority: AuthorityFiles

  private constructor(folder: string, authority: AuthorityFiles) {
    this.folder = folder
    this.#authority = authority
  }

  static async make(): Promise<TestNetwork> {
    const folder = mkdtempSync(join(tmpdir(), 'liandong-network-'))
    return new TestNetwork(folder, await makeNetworkKeys(join(folder, 'authority')))
  }

  folderOf(site: string): string {
    return join(this.folder, 'sites', site)
  }

  async tlsOf(site: string): Promise<SiteTls> {
    await makeSiteKeys(this.#authority, { site, generation: 1 }, this.folderOf(site))
    return loadSiteTls(this.folderOf(site))
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
