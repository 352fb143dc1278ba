import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './axe'
import { signIn } from './people'

/** Waits until the screen has read what it shows. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('main [role=status] .el-skeleton')).toHaveCount(0)
  await expect(page.locator('main h1').or(page.locator('main .empty')).first()).toBeVisible()
  await expect(page.locator('main [role=alert]')).toHaveCount(0)
}

async function check(page: Page, screens: Record<string, string>): Promise<void> {
  for (const [name, path] of Object.entries(screens)) {
    await test.step(name, async () => {
      await page.goto(path)
      await settled(page)
      await expectAccessible(page, name)
      await expectNoSidewaysScroll(page, name)
    })
  }
}

test('what a handler sees reads without trouble', async ({ page }) => {
  await signIn(page, 'yunhe')
  const subjects = (await (await page.request.get('/api/subjects')).json()) as { id: string; title: string }[]
  await check(page, {
    工作台: '/',
    通知: '/notices',
    批量办理: '/batch',
    草稿: '/drafts',
    ...Object.fromEntries(subjects.map(({ id, title }) => [title, `/subjects/${id}`])),
    统计: '/figures',
    报表: '/reports',
    报表内容: '/reports/evaluation_results',
    重复分布: '/overlap',
    批量查重: '/overlap/batches',
    办法: '/policies',
    委托: '/delegations',
    修改密码: '/password',
    没有的页面: '/nowhere',
  })
})

test('the regulation beside its rules, and a citation opened from it', async ({ page }) => {
  await signIn(page, 'yunhe')
  await page.goto('/policies')
  await page.locator('main a.policy').first().click()
  await settled(page)
  await expect(page.getByRole('heading', { name: '第九条', exact: true })).toBeVisible()
  await expectAccessible(page, '办法正文')
  await page
    .getByRole('button', { name: /查看依据：第九条/ })
    .first()
    .click()
  const drawer = page.getByRole('dialog', { name: /第九条/ })
  await expect(drawer.getByText('系统据此做什么')).toBeVisible()
  await expectAccessible(page, '条款')
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
})

test('what the three administrators and the auditor see', async ({ page }) => {
  await signIn(page, 'sysadmin')
  await check(page, { 账号: '/accounts', 机构: '/offices' })
  await signIn(page, 'secadmin')
  await check(page, { 权限: '/accounts' })
  await signIn(page, 'auditadmin')
  await check(page, { 日志: '/audit', 核验: '/verify' })
  await page.getByRole('button', { name: '开始核验' }).click()
  // It reads the whole record and every paper.
  await expect(page.getByText(/核验通过/)).toBeVisible({ timeout: 60_000 })
  await expectAccessible(page, '核验结果')
})
