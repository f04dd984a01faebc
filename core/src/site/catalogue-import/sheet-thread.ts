import { parentPort, workerData } from 'node:worker_threads'
import type { SheetJob } from './sheet-job.js'
import { runSheetJob } from './sheet-work.js'

await runSheetJob(workerData as SheetJob, (message) => parentPort?.postMessage(message))
