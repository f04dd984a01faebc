import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** The wire between a village and its county: TCP passed on byte by byte, until it is cut. */
export class Line {
  readonly #port: number
  readonly #to: number
  readonly #sockets = new Set<Socket>()
  #server: Server | null = null

  constructor(port: number, to: number) {
    this.#port = port
    this.#to = to
  }

  /** What the village dials. */
  get address(): string {
    return `127.0.0.1:${this.#port}`
  }

  async heal(): Promise<void> {
    this.#server = createServer((near) => this.#pass(near)).listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  /** As a digger does it: what is on its way is lost, and nobody answers any more. */
  async cut(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server === null) return
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #pass(near: Socket): void {
    const far = connect(this.#to, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        this.#sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  }
}
