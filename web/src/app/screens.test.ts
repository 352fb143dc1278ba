import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { citation } from '@/locales/zh-CN/rules'
import { router } from './router'

const policies = join(process.cwd(), '../policies')

/** Every `screen:…` that a pack names as what carries a norm, with the file that says so. */
function namedScreens(): { file: string; screen: string }[] {
  return readdirSync(policies, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !file.startsWith('broken'))
    .flatMap((file) =>
      [...readFileSync(join(policies, file), 'utf8').matchAll(/\bscreen:([\w-]*)/g)].map(([, screen]) => ({
        file,
        screen: screen ?? '',
      })),
    )
}

describe('screens that packs name', () => {
  const routes = new Set(router.getRoutes().map((route) => route.name))

  it('are there to be found', () => {
    expect(namedScreens().length).toBeGreaterThan(0)
  })

  it('are routes of this client', () => {
    expect(namedScreens().filter(({ screen }) => !routes.has(screen))).toEqual([])
  })

  it('have a name that people read', () => {
    expect(namedScreens().filter(({ screen }) => !(screen in citation.screen))).toEqual([])
  })
})
