import { Fault } from '../../domain/fault.js'
import type { Scope } from '../../runtime/scope.js'

/** As much of a Fastify app as listening takes. */
export interface HttpApp {
  listen(options: { readonly host: string; readonly port: number }): Promise<string>
  close(): PromiseLike<unknown>
}

/** Listens until the scope closes and answers the URL. */
export async function serveHttp(
  app: HttpApp,
  at: { readonly host: string; readonly port: number },
  scope: Scope,
): Promise<string> {
  scope.add('http', async () => void (await app.close()))
  try {
    // Fastify writes into what it is given; a configuration is frozen.
    return await app.listen({ host: at.host, port: at.port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Fault('port/in-use', `${at.host}:${at.port}`, error)
  }
}
