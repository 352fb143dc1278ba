import { expect, test } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './axe'
import { signIn } from './people'

test('a wrong password is refused in words, and the right one opens the workbench', async ({ page }) => {
  await page.goto('/sign-in')
  await expectAccessible(page, '登录')
  await page.getByLabel('用户名').fill('yunhe')
  await page.getByLabel('密码', { exact: true }).fill('not-the-password')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('用户名或密码')
  await signIn(page, 'yunhe')
  await expect(page.getByRole('heading', { name: /待我办理/ })).toBeVisible()
  await expectAccessible(page, '工作台')
})

test('what arrives late moves no button from under the hand', async ({ page }) => {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/api/demo/accounts', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/sign-in')
  await page.getByLabel('用户名').fill('yunhe')
  await page.getByLabel('密码', { exact: true }).fill('not-the-password')
  await page.getByRole('button', { name: '登录', exact: true }).hover()
  await page.mouse.down()
  release()
  await expect(page.getByRole('heading', { name: '选择一个演示账号' })).toBeVisible()
  await page.mouse.up()
  await expect(page.getByRole('alert')).toContainText('用户名或密码')
})

test('an address asked for before signing in is opened after it', async ({ page }) => {
  await page.goto('/policies')
  await expect(page).toHaveURL(/sign-in\?to=/)
  await page
    .getByRole('button', { name: /城运中心/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/policies$/)
})

test('one can work with the keyboard alone: skip to the content, open a menu, go back', async ({ page }) => {
  await signIn(page, 'yunhe')
  await page.reload()
  await expect(page.getByRole('heading', { name: /您好/ })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: '跳到主要内容' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#content')).toBeFocused()
})

test('signing out ends the session', async ({ page }) => {
  await signIn(page, 'yunhe')
  await page.getByRole('button', { name: /周明远/ }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await expect(page).toHaveURL(/sign-in/)
  await page.goto('/')
  await expect(page).toHaveURL(/sign-in/)
})

test('on a narrow screen the menu is a drawer and nothing is wider than the window', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await signIn(page, 'yunhe')
  await expectNoSidewaysScroll(page, '工作台')
  await page.getByRole('button', { name: '打开菜单' }).click()
  await page.getByRole('dialog').getByRole('link', { name: '项目', exact: true }).click()
  await expect(page.getByRole('heading', { name: '项目', exact: true })).toBeVisible()
  await expectNoSidewaysScroll(page, '项目')
})
