import * as protoLoader from '@grpc/proto-loader'
import * as reflection from '@grpc/reflection'
import * as jetstream from '@nats-io/jetstream'
import * as kv from '@nats-io/kv'
import * as nats from '@nats-io/transport-node'
import * as health from 'grpc-health-check'

/** What a gateway stands on beside what an agent does. */
const kept = [protoLoader, reflection, jetstream, kv, nats, health]
if (kept.length > 0) await import('./floor-agent-program.js')
