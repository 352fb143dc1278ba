import { expect, type Browser, type Page } from '@playwright/test'

interface DemoAccount {
  username: string
  password: string
  name: string
}

let accounts: DemoAccount[] | undefined

/** Signs in by name and password, as a person does. */
export async function signIn(page: Page, username: string): Promise<void> {
  if (!accounts) {
    const answer = await page.request.get('/api/demo/accounts')
    expect(answer.ok()).toBe(true)
    accounts = (await answer.json()) as DemoAccount[]
  }
  const account = accounts.find((one) => one.username === username)
  if (!account) throw new Error(`the demonstration has no account ${username}`)
  await page.goto('/sign-in')
  await page.getByLabel('用户名').fill(account.username)
  await page.getByLabel('密码', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('heading', { name: `${account.name}，您好` })).toBeVisible({ timeout: 45_000 })
}

/** A page of its own for one person, signed in; several people work at the same time. */
export async function as(browser: Browser, username: string): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page, username)
  return page
}

/** Moves the business day, if it is not there yet; only a demonstration allows it. */
export async function moveDay(page: Page, day: string): Promise<void> {
  const now = (await (await page.request.get('/api/day')).json()) as { day: string }
  if (now.day >= day) return
  await page.goto('/')
  await page.getByRole('button', { name: /业务日/ }).click()
  const picker = page.getByRole('combobox', { name: '移到' })
  await picker.fill(day)
  await picker.press('Enter')
  await page.getByRole('button', { name: '移到', exact: true }).click()
  // Every day on the way brings about what falls on it.
  await expect(page.locator('header').getByText(day)).toBeVisible({ timeout: 100_000 })
}
