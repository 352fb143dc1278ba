import { expect, type Locator, type Page } from '@playwright/test'

/** A row of a table inside a form: the columns by their titles. */
type Row = Record<string, string>

/** What a person enters: the words on the screen, not what is stored. */
export type Filling = Record<string, string | boolean | string[] | Row[]>

/** A material by its id: uploaded, or why it does not apply. */
export type Papers = Record<string, 'uploaded' | { waived: string }>

const controlId = (id: string) => `f-${id.replace(/[^\w-]/g, '-')}`
const controlOf = (page: Page, id: string) => page.locator(`#${controlId(id)}`)
const sendButton = (page: Page) => page.getByRole('button', { name: '提交', exact: true })

/** What the rules say of the form on the page, and whom it will go to. */
export const findings = (page: Page) => page.locator('section').filter({ hasText: '核对结果' })
export const predicted = (page: Page) => page.locator('section').filter({ hasText: '提交后的流转' })

type Kind = 'rows' | 'boxes' | 'list' | 'day' | 'text'

function kindOf(control: Locator): Promise<Kind> {
  return control.evaluate((element): Kind => {
    if (element.matches('.records')) return 'rows'
    if (element.matches('.el-radio-group, .el-checkbox-group')) return 'boxes'
    if (element.closest('.el-select')) return 'list'
    return element.closest('.el-date-editor') ? 'day' : 'text'
  })
}

async function choose(control: Locator, titles: string[]): Promise<void> {
  // Its own list: that of the field before may still be fading away.
  const list = await control.getAttribute('aria-controls')
  const options = control
    .page()
    .locator(`[id="${list ?? ''}"]`)
    .getByRole('option')
  await control.click({ force: true })
  for (const title of titles) {
    await control.fill(title)
    await options.filter({ hasText: title }).first().click()
  }
  // A list of one closes itself; one of many stays open.
  if ((await control.getAttribute('aria-expanded')) === 'true') await control.press('Escape')
}

async function fillRows(table: Locator, rows: Row[]): Promise<void> {
  for (const [index, row] of rows.entries()) {
    await table.getByRole('button', { name: '增加一行' }).click()
    for (const [column, value] of Object.entries(row)) {
      await fillControl(table.locator(`input[aria-label="${column}，第 ${String(index + 1)} 行"]`), value)
    }
  }
}

async function fillControl(control: Locator, value: Filling[string]): Promise<void> {
  if (typeof value === 'boolean') return fillControl(control, value ? '是' : '否')
  const texts = typeof value === 'string' ? [value] : value.filter((one) => typeof one === 'string')
  switch (await kindOf(control)) {
    case 'rows':
      return fillRows(control, value as Row[])
    case 'boxes':
      for (const title of texts) await control.getByText(title, { exact: true }).click()
      return
    case 'list':
      return choose(control, texts)
    case 'day':
      await control.fill(texts.join(''))
      return control.press('Enter')
    case 'text':
      return control.fill(texts.join(''))
  }
}

/** Fills in fields of the form on the page, by their ids, whatever their controls are. */
export async function fill(page: Page, values: Filling): Promise<void> {
  for (const [id, value] of Object.entries(values)) await fillControl(controlOf(page, id), value)
}

export async function attach(page: Page, papers: Papers): Promise<void> {
  for (const [material, paper] of Object.entries(papers)) {
    const row = page.locator('.material').filter({ has: page.locator(`input[data-material="${material}"]`) })
    if (paper === 'uploaded') {
      const name = `${material}.txt`
      await row
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(material) })
      await expect(row.getByText('已上传')).toBeVisible()
    } else {
      await row.getByText('不适用', { exact: true }).click()
      await row.getByLabel('请说明不适用的理由').fill(paper.waived)
    }
  }
}

/** Tries to send what is on the page as it stands, without confirming anything. */
export async function trySending(page: Page): Promise<void> {
  await sendButton(page).click()
}

/** Goes by a link on the screen where there is one, as a person does; otherwise by the address. */
export async function visit(page: Page, path: string): Promise<void> {
  const link = page.locator(`a[href="${path}"]:visible`).first()
  if (new URL(page.url()).pathname !== path && (await link.count())) {
    await link.click()
    await expect(page).toHaveURL(path)
  } else {
    await page.goto(path)
  }
}

/** Sends the form, and gives the id of the file that it went to. */
export async function send(page: Page): Promise<string> {
  await sendButton(page).waitFor()
  const box = page.getByText(/^我已确认/)
  if (await box.count()) await box.click()
  await sendButton(page).click()
  await expect(page).toHaveURL(/\/files\/[^/?]+/)
  await expect(sendButton(page)).toHaveCount(0)
  return /\/files\/([^/?]+)/.exec(page.url())?.[1] ?? ''
}

/** Opens a form from the menu of a file, as a person finds it. */
export async function begin(page: Page, file: string, procedure: string): Promise<void> {
  await visit(page, `/files/${file}`)
  await page.getByRole('button', { name: '办理事项' }).click()
  await page.getByRole('menuitem', { name: procedure, exact: true }).click()
  await sendButton(page).waitFor()
}

/** The whole of one act on a file. */
export async function submit(
  page: Page,
  file: string,
  procedure: string,
  values: Filling = {},
  papers: Papers = {},
): Promise<void> {
  await begin(page, file, procedure)
  await fill(page, values)
  await attach(page, papers)
  await send(page)
}

/** The first act of a new file, from the menu of the workbench. */
export async function open(page: Page, procedure: string, values: Filling): Promise<string> {
  await visit(page, '/')
  await page.getByRole('button', { name: '发起新事项' }).click()
  await page.getByRole('menuitem', { name: procedure, exact: true }).click()
  await fill(page, values)
  return send(page)
}

/** A refusal stands on the screen in words, with its article. */
export async function expectRefused(where: Locator, says: string, article: string): Promise<void> {
  const refusal = where.getByRole('listitem').filter({ hasText: says }).first()
  await expect(refusal.getByRole('button', { name: new RegExp(`查看依据：${article}`) })).toBeVisible()
}

/** Asks for what the law forbids today, and reads why. The menu does not offer it, an address does. */
export async function expectForbidden(
  page: Page,
  file: string,
  procedure: string,
  values: Filling,
  says: string,
  article: string,
): Promise<void> {
  await page.goto(`/procedures/${procedure}/new?file=${file}`)
  await fill(page, values)
  await trySending(page)
  await expectRefused(findings(page), says, article)
}

/** Gives the opinion or decision on the run that is open on the page. */
export async function decide(page: Page, choice: string, text: string): Promise<void> {
  const form = page.locator('.decision')
  await form.getByText(choice, { exact: true }).first().click()
  await form.getByLabel('意见', { exact: true }).fill(text)
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST' && one.url().endsWith('/commands')),
    form.getByRole('button', { name: '提交意见' }).click(),
  ])
  expect(answer.ok()).toBe(true)
  await expect(page.getByText('已办理').first()).toBeVisible()
}
