import { BinaryWriter } from '@bufbuild/protobuf/wire'

interface Encoder<Message> {
  encode(message: Message, writer: BinaryWriter): BinaryWriter
}

/** Used again and again: a new one would grow from 128 bytes in five copies for every event. */
const writer = new BinaryWriter()

/** A message's bytes, in memory of their own. */
export function encodeWhole<Message>(type: Encoder<Message>, message: Message): Uint8Array {
  try {
    return type.encode(message, writer).finish()
  } catch (error) {
    writer.finish()
    throw error
  }
}
