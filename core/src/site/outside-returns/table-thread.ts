import { parentPort, workerData } from 'node:worker_threads'
import { readWorkbook } from '../../wire/workbook/read-workbook.js'
import { returnRows, type ReturnList } from './return-rows.js'

const { tables, problems } = await readWorkbook(workerData as Uint8Array)
const unfit = problems.find(({ severity, sheet }) => severity === 'error' && sheet === null)
const list: ReturnList =
  unfit === undefined ? returnRows(tables) : { rows: [], problem: { code: unfit.code, detail: unfit.detail } }
parentPort?.postMessage(list)
