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

/** People at work at the same time, each signed in once, on a page of their own. */
export class People {
  readonly #pages = new Map<string, Page>()

  constructor(private readonly browser: Browser) {}

  async at(username: string): Promise<Page> {
    const known = this.#pages.get(username)
    if (known) return known
    const page = await (await this.browser.newContext()).newPage()
    await signIn(page, username)
    this.#pages.set(username, page)
    return page
  }

  async leave(): Promise<void> {
    for (const page of this.#pages.values()) await page.context().close()
    this.#pages.clear()
  }
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
  await expect(page.locator('header').getByText(day)).toBeVisible({ timeout: 300_000 })
}
