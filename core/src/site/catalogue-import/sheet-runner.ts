import { runWorker, type WorkerEnd } from '../../runtime/worker.js'
import type { SheetJob, SheetMessage } from './sheet-job.js'

/** Does a job somewhere and answers how it ended. */
export type SheetRunner = (job: SheetJob, onMessage: (message: SheetMessage) => void, signal?: AbortSignal) => Promise<WorkerEnd>

/** 36,000 rows take near 600 MB at their widest; a file that wants more is turned away. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 1_200, maxYoungGenerationSizeMb: 64 }
const THREAD_MS = 120_000

/** In a thread of its own: seconds of reading keep no link waiting, and a hostile file meets limits. */
export const inThread: SheetRunner = (job, onMessage, signal) =>
  runWorker({
    script: new URL('./sheet-thread.js', import.meta.url),
    data: job,
    limits: THREAD_LIMITS,
    timeoutMs: THREAD_MS,
    onMessage: (message) => onMessage(message as SheetMessage),
    ...(signal !== undefined && { signal }),
  })
