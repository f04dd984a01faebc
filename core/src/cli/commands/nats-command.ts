import { readArguments, type Command } from './command.js'

/** What the configuration of a bus server is made from. */
interface BusServer {
  readonly listen: string
  readonly storeFolder: string
  readonly pidFile: string
  readonly tls?: { readonly certificate: string; readonly key: string; readonly authority: string }
}

/** Prints the configuration of the nats-server beside the city; its users come and go in a file the city writes. */
export function natsConfigCommand(configure: (usersFile: string, server: BusServer) => string): Command {
  return {
    summary: '打印消息服务的配置(用户另存一文件,由市级平台维护) / print the configuration of the message bus',
    usage: `liandong nats-config --store DIR --pid FILE [--listen 127.0.0.1:4222] [--users bus-users.conf]
  [--certificate FILE --key FILE --authority FILE]   (--users: beside this configuration; LIANDONG_NATS_USERS_FILE names the same)`,
    run: (args, world) => {
      const { options } = readArguments(args, ['store', 'pid'], ['listen', 'users', 'certificate', 'key', 'authority'])
      const { store = '', pid = '', listen = '127.0.0.1:4222', users = 'bus-users.conf', certificate, key, authority } = options
      const tls =
        certificate === undefined || key === undefined || authority === undefined ? {} : { tls: { certificate, key, authority } }
      world.print(configure(users, { listen, storeFolder: store, pidFile: pid, ...tls }).trimEnd())
      return 0
    },
  }
}
