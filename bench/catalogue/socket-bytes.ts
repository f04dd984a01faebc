import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

const sockets: Socket[] = []

/** Counts, from now on, every connection this process accepts. */
export function countSockets(): void {
  subscribe('net.server.socket', (message) => {
    sockets.push((message as { readonly socket: Socket }).socket)
  })
}

/** Bytes of both directions over all of them, encryption and heartbeats included. */
export function socketBytes(): number {
  return sockets.reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten, 0)
}
