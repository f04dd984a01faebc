import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './started-program.js'

/** Several times what it takes on two busy cores; it is no bench. */
const longestMs = 480_000

it('plays every story, kills a county and wipes the bus, and misses nothing that was acknowledged', {
  timeout: longestMs,
}, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'liandong-demo-test-'))
  try {
    const env = { ...process.env, TMPDIR: scratch }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/start.mjs', '--once'], {
      cwd: root,
      env,
      encoding: 'utf8',
      timeout: longestMs,
    })
    expect(stderr.replace(/^set-up:.*$/gm, '').trim()).toBe('')
    const lines = stdout.trimEnd().split('\n')
    expect(lines.at(-1)).toMatch(/^acknowledged: [1-9]\d+, missing: 0$/)
    expect(lines.filter((line) => line.startsWith('✗'))).toEqual([])
    // Twenty of the batch, two at the hall and one of each other story.
    expect(lines.filter((line) => line.startsWith('✓'))).toHaveLength(33)
    // Two counties, five stations and the one that is stolen; nobody has keys made for them.
    expect(lines.filter((line) => line.includes('one-time code'))).toHaveLength(8)
    expect(lines.filter((line) => line.includes('1 case of it seized'))).toHaveLength(1)
    expect(lines.filter((line) => line.includes('被拒绝:link/revoked'))).toHaveLength(1)
    expect(lines.filter((line) => line.includes('SIGKILL'))).toHaveLength(1)
    // The village without a line stays behind the edition published meanwhile, and proves it once it is back.
    const ledger = lines.filter((line) => /第 \d+\/\d+ 版 edition/.test(line)).map((line) => line.includes('behind'))
    expect(ledger).toEqual([false, true, false, false, false, false])
    expect(status).toBe(0)
    expect(readdirSync(scratch).filter((name) => name.startsWith('liandong-once-'))).toEqual([])
    expect(programsBelow(scratch)).toEqual([])
  } finally {
    if (existsSync(scratch)) rmSync(scratch, { recursive: true })
  }
})

/** Processes that still work in that folder. */
function programsBelow(folder: string): readonly string[] {
  const all = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n')
  return all.filter((line) => line.includes(folder) && !line.includes('ps -eo'))
}
