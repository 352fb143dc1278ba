import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

const port = process.env['E2E_PORT'] ?? '18089'
const given = process.env['E2E_BASE_URL']
const baseURL = given ?? `http://127.0.0.1:${port}`

// The lives that are lived here are those of one regulation; package.json names it.
const pack = process.env['E2E_PACK']
const only = pack ? `--pack ${pack}` : ''

// Workers read this file again: only the first to do so makes the folder.
const data = (process.env['E2E_DATA'] ??= mkdtempSync(join(tmpdir(), 'zhunsheng-e2e-')))

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // One server and one business day for all: the specs run one after the other, in the order of their names.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL,
    actionTimeout: 15_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 860 },
    // A page that is still scrolling by itself is measured wrongly.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // What a trace keeps of every moment takes a fifth of the time: ./zhunsheng test e2e -- --trace on makes one.
    launchOptions: {
      // The machine's own browser: nothing is downloaded.
      executablePath: process.env['ZHUNSHENG_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: given
    ? undefined
    : {
        command: `../zhunsheng demo ${only} --port ${port} --data ${data}`,
        url: `${baseURL}/actuator/health/readiness`,
        timeout: 600_000,
        stdout: 'pipe',
        // A server of minutes: what the second compiler makes faster does not pay for it, and nobody guesses.
        env: {
          ZHUNSHENG_JAVA_OPTS: '-XX:TieredStopAtLevel=1 -Dzhunsheng.identity.password-rounds=1000',
        },
      },
})
