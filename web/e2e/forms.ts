import { expect, type Locator, type Page } from '@playwright/test'

const controlId = (id: string) => `f-${id.replace(/[^\w-]/g, '-')}`

/** A field's row on a form, by the field's id. */
export function field(page: Page, id: string): Locator {
  return page.locator('.field').filter({ has: page.locator(`#${controlId(id)}-label`) })
}

export async function fillText(page: Page, id: string, text: string): Promise<void> {
  await page.locator(`#${controlId(id)}`).fill(text)
}

/** Radio buttons and check boxes. */
export async function tick(page: Page, id: string, ...titles: string[]): Promise<void> {
  for (const title of titles) await field(page, id).getByText(title, { exact: true }).click()
}

/** Drop-down lists, pickers of offices and of other files. */
export async function choose(page: Page, id: string, title: string): Promise<void> {
  const input = page.locator(`#${controlId(id)}`)
  await input.click({ force: true })
  await input.fill(title)
  await page.locator('.el-select-dropdown:visible').getByRole('option', { name: title }).first().click()
}

export async function fillDay(page: Page, id: string, day: string): Promise<void> {
  const input = page.locator(`#${controlId(id)}`)
  await input.fill(day)
  await input.press('Enter')
}

export async function upload(page: Page, material: string, name: string): Promise<void> {
  await page
    .locator(`input[data-material="${material}"]`)
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(`${material} ${name}`) })
  await expect(page.locator('.material').filter({ hasText: name }).getByText('已上传')).toBeVisible()
}

export async function confirmAndSend(page: Page): Promise<void> {
  const box = page.getByText(/^我已确认/)
  if (await box.count()) await box.click()
  await page.getByRole('button', { name: '提交', exact: true }).click()
}

/** Gives the opinion or decision on the run that is open on the page. */
export async function decide(page: Page, choice: string, text: string): Promise<void> {
  const form = page.locator('.decision')
  await form.getByText(choice, { exact: true }).first().click()
  await form.getByLabel('意见', { exact: true }).fill(text)
  await form.getByRole('button', { name: '提交意见' }).click()
}
