import { expect, test, type Browser, type Page } from '@playwright/test'
import { expectAccessible } from './axe'
import { choose, confirmAndSend, decide, fillDay, fillText, tick, upload } from './forms'
import { as, moveDay } from './people'

/** The whole way of a project from its first file to the plan, by everybody who has a part in it. */

const REVIEWERS = ['cyber', 'economy', 'finance', 'approval', 'police', 'bureau']

test.describe.configure({ mode: 'serial' })

const fileOf = (page: Page) => /\/files\/([^/?]+)/.exec(page.url())?.[1] ?? ''

async function openProject(page: Page, name: string): Promise<string> {
  await page.goto('/procedures/project_opening/new')
  await fillText(page, 'project.name', name)
  await tick(page, 'project.classified', '否')
  await choose(page, 'project.lead_unit', '云河镇人民政府')
  await tick(page, 'project.no_public_money', '否')
  await confirmAndSend(page)
  await expect(page).toHaveURL(/\/files\/[^/]+/)
  return fileOf(page)
}

async function fillDeclaration(page: Page, year: string, total: string): Promise<void> {
  await fillText(page, 'project.plan_year', year)
  await fillText(page, 'project.person_in_charge', '周明远 0519-00000000')
  await fillText(page, 'project.total', total)
  await page.getByRole('button', { name: '增加一行' }).first().click()
  await page.getByRole('combobox', { name: '来源，第 1 行' }).click({ force: true })
  await page.getByRole('option', { name: '区财政资金' }).click()
  await page.getByRole('textbox', { name: '金额，第 1 行' }).fill(total)
  await tick(page, 'project.modes', '财政投资')
  await tick(page, 'project.build_types', '新建')
  await fillDay(page, 'project.planned_start', '2028-03-01')
  await fillDay(page, 'project.planned_end', '2028-12-31')
  await fillText(page, 'project.duty_served', '政务服务')
  await tick(page, 'within_definition', '是')
  await fillText(page, 'project.basis', '省数字政府建设方案')
  await fillText(page, 'project.content', '建设受理平台')
  await fillText(page, 'project.need', '群众办事需要')
  await fillText(page, 'project.intensiveness', '利用已有政务云')
  await fillText(page, 'no_reuse_reason', '首次建设')
  await fillText(page, 'project.sharing', '通过区平台共享')
  await fillText(page, 'no_resources_reason', '只作展示')
  await fillText(page, 'project.security', '按等级保护二级建设')
  await tick(page, 'xinchuang_stated', '符合')
  await tick(page, 'project.on_government_network', '是')
  await tick(page, 'project.on_government_cloud', '是')
  await tick(page, 'project.hosting', '市统建政务云')
  await tick(page, 'marketable_stated', '否')
}

const summary = (page: Page) => page.locator('section').filter({ hasText: '核对结果' })
const predicted = (page: Page) => page.locator('section').filter({ hasText: '提交后的流转' })

/** Opens the run that waits for this account, from its workbench. */
async function openTurn(page: Page, project: string): Promise<void> {
  await page.goto('/')
  const turns = page.locator('#turns')
  await expect(turns.getByRole('listitem').first()).toBeVisible()
  const all = turns.getByRole('button', { name: /显示全部/ })
  if (await all.count()) await all.click()
  await turns.getByRole('link', { name: project, exact: true }).click()
  await expect(page.locator('.decision')).toBeVisible()
}

async function act(
  browser: Browser,
  who: string,
  project: string,
  choice: string,
  text: string,
): Promise<void> {
  const page = await as(browser, who)
  await openTurn(page, project)
  await decide(page, choice, text)
  await expect(page.getByText('已办理').first()).toBeVisible()
  await page.context().close()
}

async function conclude(page: Page): Promise<void> {
  for (const id of [
    'policy_judgement',
    'xinchuang',
    'intensiveness_judgement',
    'sharing_judgement',
    'security_judgement',
  ]) {
    await tick(page, id, '符合')
  }
  await tick(page, 'supports_platform', '是')
  await tick(page, 'supplies_data', '是')
  await tick(page, 'infringement', '否')
  await tick(page, 'project.marketable', '否')
}

/** Names of this run only: a server that is given may remember earlier ones. */
const mark = String(Date.now()).slice(-6)

/** The files of both projects, in the order of the cases. */
const files: string[] = []

const CASES = [
  { total: '300000', shown: '300,000.00', project: `政务服务受理平台甲${mark}`, leaders: true },
  { total: '299999.99', shown: '299,999.99', project: `政务服务受理平台乙${mark}`, leaders: false },
]

test('the unit registers itself, unless the demonstration has done so', async ({ browser }) => {
  const page = await as(browser, 'yunhe')
  const answer = await page.request.get('/api/files?subject=unit&q=云河')
  const { total } = (await answer.json()) as { total: number }
  if (total === 0) {
    await page.goto('/procedures/unit_registration/new')
    await fillText(page, 'unit.name', '云河镇人民政府')
    await choose(page, 'unit.kind', '镇（街道）')
    await confirmAndSend(page)
  } else {
    await page.goto('/subjects/unit')
    await page.getByRole('link', { name: /云河/ }).first().click()
  }
  await expect(page).toHaveURL(/\/files\//)
})

test('after the window has closed the declaration is refused, with its article', async ({ browser }) => {
  const page = await as(browser, 'yunhe')
  const file = await openProject(page, '错过申报期的项目')
  await page.goto(`/procedures/declaration/new?file=${file}`)
  await fillText(page, 'project.plan_year', '2027')
  await expect(summary(page)).toContainText('申报期已过')
  const link = summary(page)
    .getByRole('listitem')
    .filter({ hasText: '申报期已过' })
    .getByRole('button', { name: /第五条/ })
  await link.click()
  await expect(page.getByRole('dialog', { name: /第五条/ })).toContainText('系统据此做什么')
  await page.keyboard.press('Escape')
  await expectAccessible(page, '申报表')
  await moveDay(page, '2027-01-04')
})

for (const { total, shown, project, leaders } of CASES) {
  test.describe(`${shown} yuan`, () => {
    let file = ''

    test('the unit declares it; who will decide follows the amount while typing', async ({ browser }) => {
      const page = await as(browser, 'yunhe')
      file = await openProject(page, project)
      files.push(file)
      await page.goto(`/procedures/declaration/new?file=${file}`)
      await fillDeclaration(page, '2028', total)
      await expect(
        page.getByText(leaders ? '叁拾万元整' : '贰拾玖万玖仟玖佰玖拾玖元玖角玖分').first(),
      ).toBeVisible()
      await expect(predicted(page).getByText('首席数据官审核（审定）')).toBeVisible()
      await expect(predicted(page).getByText('主要领导审定')).toHaveCount(leaders ? 1 : 0)

      await confirmAndSend(page)
      await expect(summary(page)).toContainText('请上传信息安全解决方案')
      await expect(
        summary(page)
          .getByRole('listitem')
          .filter({ hasText: '信息安全解决方案' })
          .getByRole('button', { name: /第六条/ }),
      ).toBeVisible()

      await upload(page, 'security_solution', '信息安全解决方案.txt')
      await page.getByRole('button', { name: '提交', exact: true }).click()
      await expect(page).toHaveURL(/\/runs\//)
      await expect(page.getByRole('heading', { name: '政务信息化项目申报' })).toBeVisible()
      await expectAccessible(page, '办件')
      await page.goto(`/files/${file}`)
      await expectAccessible(page, '项目')
    })

    test('it is received, reviewed by six offices, and a negative opinion must be answered', async ({
      browser,
    }) => {
      await act(browser, 'centre', project, '办理', '材料齐全')
      for (const who of REVIEWERS) {
        const disagrees = who === 'finance'
        await act(browser, who, project, disagrees ? '不同意' : '同意', disagrees ? '建议核减预算' : '同意')
      }
      const page = await as(browser, 'bureau')
      await openTurn(page, project)
      const form = page.locator('.decision')
      await form.getByText('通过', { exact: true }).click()
      // The live check answers first: what it inserts moves the button.
      await expect(form).toContainText('请书面答复不同意见')
      await form.getByRole('button', { name: '提交意见' }).click()
      await expect(form).toContainText('请填写集约性判断')
      await expect(form.getByRole('button', { name: /第七条/ }).first()).toBeVisible()

      await conclude(page)
      await form.getByRole('button', { name: '提交意见' }).click()
      await expect(form.getByRole('button', { name: /第四条/ }).first()).toBeVisible()
      await fillText(page, 'negative_opinions_answered', '已核减并说明')
      await form.getByLabel('意见', { exact: true }).fill('评审通过')
      await form.getByRole('button', { name: '提交意见' }).click()
      await expect(page.getByText('已办理').first()).toBeVisible()
    })

    test(leaders ? 'three leaders decide' : 'the chief data officer alone decides', async ({ browser }) => {
      await act(browser, 'cdo', project, '同意', '同意')
      if (leaders) {
        await act(browser, 'committee', project, '同意', '同意')
        await act(browser, 'party', project, '同意', '同意')
      }
      const page = await as(browser, 'yunhe')
      await page.goto(`/files/${file}?tab=runs`)
      await expect(page.getByRole('region', { name: '全周期进展' })).toContainText('审定')
      await page
        .getByRole('link', { name: /查看办件/ })
        .first()
        .click()
      await expect(page.getByText('主要领导审定')).toHaveCount(leaders ? 1 : 0)
      await expectAccessible(page, '办结的办件')
    })
  })
}

async function fillPayment(page: Page, file: string): Promise<void> {
  await page.goto(`/procedures/payment/new?file=${file}`)
  await tick(page, 'use', '建设资金')
  await fillText(page, 'amount', '1000')
  await fillDay(page, 'paid_on', '2027-01-04')
}

test('what is in no plan gets no money, with the article and what helps', async ({ browser }) => {
  const page = await as(browser, 'finance')
  const file = files[0] ?? ''
  await fillPayment(page, file)
  await page.getByRole('button', { name: '提交', exact: true }).click()
  const refusal = summary(page).getByRole('listitem').filter({ hasText: '未纳入年度建设计划' }).first()
  await expect(refusal.getByRole('button', { name: /第九条/ })).toBeVisible()
  await expect(refusal.getByText('怎么办')).toBeVisible()
  await expectAccessible(page, '被拒绝的拨付')
})

test('once the plan holds it and is published, the money is paid', async ({ browser }) => {
  const bureau = await as(browser, 'bureau')
  const title = `2028年度建设计划${mark}`
  await bureau.goto('/procedures/plan_opening/new')
  await fillText(bureau, 'plan.year', '2028')
  await fillText(bureau, 'plan.title', title)
  await confirmAndSend(bureau)
  await expect(bureau).toHaveURL(/\/files\//)
  const plan = fileOf(bureau)
  for (const file of files) {
    await bureau.goto(`/procedures/plan_inclusion/new?file=${file}`)
    await choose(bureau, 'project.plan', title)
    await confirmAndSend(bureau)
    await expect(bureau).toHaveURL(/\/files\//)
  }
  for (const procedure of ['plan_compilation', 'plan_publication']) {
    await bureau.goto(`/procedures/${procedure}/new?file=${plan}`)
    await confirmAndSend(bureau)
    await expect(bureau).toHaveURL(/\/files\//)
  }
  await bureau.goto(`/files/${plan}`)
  await expectAccessible(bureau, '年度计划')

  const finance = await as(browser, 'finance')
  for (const file of files) {
    await fillPayment(finance, file)
    await confirmAndSend(finance)
    await expect(finance).toHaveURL(/\/files\//)
  }
  await finance.goto(`/files/${files[0] ?? ''}?tab=history`)
  await expect(finance.getByText('资金拨付').first()).toBeVisible()
  await expectAccessible(finance, '历史')
})

for (const [index, { leaders, project, shown }] of CASES.entries()) {
  test(`the routing slip of ${shown} yuan is filled from its file, to print and as DOCX`, async ({
    browser,
  }) => {
    const page = await as(browser, 'yunhe')
    await page.goto(`/files/${files[index] ?? ''}/runs/declaration-1`)
    await page.getByRole('link', { name: /流转表/ }).click()
    const sheet = page.frameLocator('iframe')
    await expect(sheet.getByText(project).first()).toBeVisible()
    await expect(sheet.getByText('建议核减预算').first()).toBeVisible()
    await expect(sheet.getByText(/不适用（总投资额30万元以下）/)).toHaveCount(leaders ? 0 : 2)
    await expect(page.getByRole('button', { name: '打印' })).toBeEnabled()
    const [docx] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载 Word 文档' }).click(),
    ])
    expect(docx.suggestedFilename()).toMatch(/\.docx$/)
    // The sheet runs no script, so axe cannot look into it: the screen around it is checked.
    await page.locator('iframe').evaluate((frame) => frame.remove())
    await expectAccessible(page, '流转表')
  })
}
