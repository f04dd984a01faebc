import { defineConfig } from 'vitest/config'

/** Tests run from sources: the condition `source` of core's exports, for both resolvers vite has. */
const conditions = ['source', 'node', 'import', 'module', 'default']

/** Real processes share the machine, so their files run one after the other; browsers mostly wait, two at a time. */
const slow = { testTimeout: 120_000, hookTimeout: 180_000 }
const serial = { ...slow, fileParallelism: false }

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      lane('unit', ['{core,gateway,edge-agent,admin-web}/src/**/*.test.{ts,tsx}', '{bench,tools}/**/*.test.ts'], {
        testTimeout: 30_000,
      }),
      lane('contracts', ['test/contracts/**/*.test.ts'], { testTimeout: 30_000 }),
      lane('network', ['test/network/**/*.test.ts'], { testTimeout: 120_000 }),
      lane('process', ['test/process/**/*.test.ts'], serial),
      lane('e2e', ['test/e2e/**/*.test.ts'], { ...slow, expect: { poll: { timeout: 20_000 } } }),
    ],
  },
})

function lane(name: string, include: string[], options: object = {}) {
  return { extends: true as const, test: { name, include, exclude: ['**/node_modules/**', '**/dist/**'], ...options } }
}
