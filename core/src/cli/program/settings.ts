import { logLevels } from '../../runtime/logger.js'
import { choice, integer, text } from '../../runtime/setting/setting.js'

const siteId = { pattern: /^[A-Za-z0-9_-]{1,64}$/, limits: 'letters, digits, - and _' }
const hostAndPort = { pattern: /^.+:\d{1,5}$/, limits: 'host:port' }

function port(help: string, usual: number) {
  return integer({ help, default: usual, min: 0, max: 65_535 })
}

/** What both programs must know. */
export const siteSettings = {
  site: text({
    help: 'id of this site in the roster; left out where the machine was enrolled with a code',
    default: null,
    ...siteId,
  }),
  dataFolder: text({ help: 'folder of the store: database and papers' }),
  storeKeyFile: text({
    help: 'file with the key that papers and personal data are encrypted with, outside the data folder; left out: beside it, if a key is there, else where this platform keeps settings (/etc/liandong, ~/.config/liandong, %ProgramData%\\liandong)',
    default: null,
  }),
  keysFolder: text({ help: 'folder of this site’s keys; an agent that finds none there waits to be enrolled' }),
  http: {
    host: text({
      help: 'address the counters and pages are served at; any but this machine’s own, 127.0.0.1 and ::1, by HTTPS alone',
      default: '127.0.0.1',
      pattern: /^(localhost|[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/,
      limits: 'an IP address',
    }),
    port: port('port of the same; 0 takes a free one', 8080),
    scheme: choice({
      help: 'http is for this machine alone; by default HTTPS wherever another machine can come',
      values: ['https', 'http'],
      default: null,
    }),
    names: text({
      help: 'addresses and host names browsers open, with commas; this machine’s own when left out',
      default: null,
    }),
    certificate: text({
      help: 'file (PEM) with a certificate browsers know, those between it and its authority behind it; one is made when left out',
      default: null,
    }),
    key: text({ help: 'file (PEM) with the key of the same; both are read again when they change', default: null }),
    proxies: text({
      help: 'addresses of proxies in front, with commas: what they say of the caller’s address is believed',
      default: null,
    }),
  },
  links: {
    retentionDays: integer({
      help: 'days for which what a neighbour has acknowledged stays in its lane, for resuming from it',
      default: 30,
      min: 1,
      max: 3_650,
    }),
  },
  log: {
    level: choice({ help: 'least important lines written to standard output', values: logLevels, default: 'info' }),
  },
} as const

/** What a gateway must know besides; which of it a tier needs is decided by the gateway. */
export const gatewaySettings = {
  tier: choice({ help: 'which gateway this is', values: ['city', 'county'] }),
  ...siteSettings,
  firstFolder: text({
    help: 'folder liandong init made: the city takes its roster from it, a gateway its first items; read once into an empty store',
    default: null,
  }),
  grpc: {
    host: text({ help: 'address the sites below dial', default: '0.0.0.0' }),
    port: port('port of the same; 0 takes a free one', 8443),
    shown: text({
      help: 'address machines dial to be enrolled, as it is printed on sheets; this machine’s name when left out',
      default: null,
      ...hostAndPort,
    }),
  },
  enrolment: {
    goodDays: integer({
      help: 'days a site’s key is good; it is renewed after two thirds of them',
      default: 365,
      min: 3,
      max: 3650,
    }),
    approval: choice({
      help: 'whether an enrolment code is enough, or an administrator approves each machine',
      values: ['code', 'administrator'],
      default: 'code',
    }),
  },
  parent: {
    site: text({ help: 'county: id of the city’s site', default: null, ...siteId }),
    address: text({ help: 'county: where the city is dialled', default: null, ...hostAndPort }),
  },
  nats: {
    servers: text({
      help: 'message bus between city and counties, several with commas; without it gRPC carries messages too',
      default: null,
      pattern: /^[^,\s]+:\d{1,5}(,[^,\s]+:\d{1,5})*$/,
      limits: 'host:port,host:port',
    }),
    usersFile: text({
      help: 'city: file with the bus server’s users, written anew when a county comes or is cut off',
      default: null,
    }),
    pidFile: text({ help: 'city: file with the bus server’s process id; it is told to read its users again', default: null }),
    server: text({
      help: 'id in the bus server’s certificate; left out only where the bus is on this machine',
      default: null,
      ...siteId,
    }),
  },
} as const

/** What an edge agent must know besides. */
export const agentSettings = {
  ...siteSettings,
  practice: {
    port: port('port at which practice (练习模式) is served beside the real pages; 0 for none', 0),
  },
  phone: {
    port: port('port at which a phone may send one picture while a desk waits for it; 0 takes a free one each time', 8_444),
  },
  parent: {
    site: text({
      help: 'id of the county’s site; left out where the machine was enrolled with a code',
      default: null,
      ...siteId,
    }),
    address: text({ help: 'where the county is dialled; instead of what the enrolment said', default: null, ...hostAndPort }),
  },
} as const
