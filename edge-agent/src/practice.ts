import { rmSync } from 'node:fs'
import { buildApp, type AppOptions } from '@liandong/core/http/app.js'
import { practiceRoutes } from '@liandong/core/http/practice/routes.js'
import type { Scope } from '@liandong/core/runtime/scope.js'
import { furnishPractice, PRACTICE_TAG } from '@liandong/core/site/practice/furnish.js'
import { Site } from '@liandong/core/site/site.js'
import { openStore } from '@liandong/core/store/open.js'
import { keyFileBeside } from '@liandong/core/store/secrets/key-file.js'
import { randomHex } from '@liandong/core/wire/hash.js'

/** What practice is served with, beside what the real pages are. */
export interface PracticeParts {
  readonly real: Site
  /** Of its store, beside the real one. */
  readonly folder: string
  readonly at: { readonly host: string; readonly port: number }
  readonly app: Omit<AppOptions, 'routes' | 'practice' | 'doors'>
  readonly scope: Scope
}

interface Running {
  readonly port: number
  close(): Promise<void>
}

/** 练习模式: the same pages over a store of their own, without any link; answers the port it is served at. */
export async function servePractice(parts: PracticeParts): Promise<number> {
  let running: Running = await open(parts, parts.at.port, () => void again())
  let underWay: Promise<void> = Promise.resolve()
  const again = () => {
    underWay = underWay.then(async () => {
      const { port } = running
      await running.close()
      erase(parts.folder)
      running = await open(parts, port, () => void again())
    })
    return underWay
  }
  parts.scope.add('practice', async () => {
    await underWay.catch(() => null)
    await running.close()
  })
  return running.port
}

async function open({ real, folder, at, app: options }: PracticeParts, port: number, onErase: () => void): Promise<Running> {
  const store = openStore(folder)
  const notify = { written: () => {}, papersChanged: () => {}, alarm: () => {} }
  // A seal of its own: nothing written here could ever be passed off as real.
  const sealKey = Buffer.from(randomHex(32), 'hex')
  const site: Site = new Site({ ...real.options, store, sealKey, signer: null, notify, numberTag: PRACTICE_TAG })
  furnishPractice(site, real)
  const doors = { links: () => [], notReady: () => [] }
  const app = buildApp(site, { ...options, doors, practice: true, routes: [practiceRoutes(onErase)] })
  // An agent that starts for the first time knows nobody yet.
  app.addHook('onRequest', async () => {
    if (real.roster.version !== site.roster.version) furnishPractice(site, real)
  })
  const url = await app.listen({ host: at.host, port })
  return {
    port: Number(new URL(url).port),
    close: async () => {
      app.server.closeAllConnections()
      await app.close()
      store.close()
    },
  }
}

function erase(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  rmSync(keyFileBeside(folder), { force: true })
}
