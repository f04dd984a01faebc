import { memoryPair } from '@liandong/core/transport/memory.js'
import { MemoryLine } from '@liandong/core/transport/memory-line.js'
import { channelContract } from './channel.js'
import { systemClock } from '@liandong/core/runtime/clock.js'

channelContract('memory', () => pairOver(new MemoryLine()))

channelContract('memory with delay and a thin line', () => {
  const faults = { delayMs: [1, 5], bytesPerSecond: 64 * 1024 * 1024, bufferBytes: 256 * 1024 } as const
  return pairOver(new MemoryLine({ clock: systemClock, random: Math.random, faults }))
})

function pairOver(line: MemoryLine) {
  const { dialler, accepter } = memoryPair({ line, child: 'V', parent: 'K' })
  const close = () => Promise.resolve(line.break('test over'))
  return Promise.resolve({ child: dialler.messages, parent: accepter.messages, close })
}
