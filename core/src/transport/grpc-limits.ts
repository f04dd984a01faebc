import type { ChannelOptions } from '@grpc/grpc-js'
import { MAX_FRAME_BYTES } from '../wire/frame.js'

/** Metadata key with the dialler's random id of this dial: the same in both its calls. */
export const dialKey = 'liandong-dial'
/** Metadata key of a blobs call that stands alone: the session number of the Hello that goes another way. */
export const sessionKey = 'liandong-session'

/** Wrapper and headroom beside the largest frame. */
const messageBytes = MAX_FRAME_BYTES + 1_024

/**
 * For both ends. Pings find a line that died without a word: sooner than the 35 s after which a session gives up, rarely enough
 * for a metered line.
 */
export const grpcLimits: ChannelOptions = {
  'grpc.max_receive_message_length': messageBytes,
  'grpc.max_send_message_length': messageBytes,
  'grpc.max_concurrent_streams': 16,
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
}
