import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** No serious or critical violation of WCAG A and AA on the screen as it stands. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  // What happens to lie half under the fixed header is no small target.
  await page.evaluate(() => window.scrollTo(0, 0))
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${screen}: ${id} – ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
  expect(grave).toEqual([])
}

/** Nothing is wider than the window: no sideways scrolling of the whole page. */
export async function expectNoSidewaysScroll(page: Page, screen: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${screen} is wider than the window`).toBeLessThanOrEqual(0)
}
