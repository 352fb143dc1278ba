import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { api, type PlatformView } from '@/api'
import SignInPage from './SignInPage.vue'

const query: Record<string, string> = {}

vi.mock('vue-router', async (original) => ({
  ...(await original<typeof import('vue-router')>()),
  useRoute: () => ({ query }),
  useRouter: () => ({ replace: vi.fn() }),
}))

const platform: PlatformView = { present: true, contact: '市数据局' }

async function open(found: PlatformView, asked: Record<string, string> = {}) {
  Object.assign(query, asked)
  vi.spyOn(api, 'platform').mockResolvedValue(found)
  vi.spyOn(api, 'demoAccounts').mockResolvedValue([])
  const mounted = mount(SignInPage)
  await flushPromises()
  return mounted
}

describe('SignInPage', () => {
  beforeEach(() => {
    for (const name of Object.keys(query)) Reflect.deleteProperty(query, name)
  })
  afterEach(() => void vi.restoreAllMocks())

  test('shows no way through a platform where none is set', async () => {
    const mounted = await open({ present: false, contact: '' }, { platform: 'unauthorised' })
    expect(mounted.find('a').exists()).toBe(false)
    expect(mounted.text()).not.toContain('尚未授权')
  })

  test('leads to the platform and, afterwards, to the screen that was wanted', async () => {
    const mounted = await open(platform, { to: '/files?subject=project' })
    const way = mounted.get('a')
    expect(way.text()).toBe('统一身份认证登录')
    const address = new URL(way.attributes('href') ?? '', 'http://localhost')
    expect(address.pathname).toBe('/api/platform/begin')
    expect(address.searchParams.get('to')).toBe('/files?subject=project')
    expect(mounted.find('input[type="password"]').exists()).toBe(true)
  })

  test('does not lead to another place afterwards', async () => {
    const href = (await open(platform, { to: '//elsewhere.example' })).get('a').attributes('href')
    expect(new URL(href ?? '', 'http://localhost').searchParams.get('to')).toBe('/')
  })

  test('bears the name that the operator gave the platform', async () => {
    expect((await open({ ...platform, title: '政务服务平台登录' })).get('a').text()).toBe('政务服务平台登录')
  })

  test.each([
    ['unauthorised', '尚未授权，请联系市数据局'],
    ['suspended', '账号已停用，请联系市数据局'],
    ['unknown_unit', '您在平台上的单位尚未在本系统登记，请联系市数据局'],
    ['unreachable', '暂时没有应答'],
    ['declined', '未在统一身份认证平台完成登录'],
    ['expired', '登录请求已失效'],
    ['invalid', '未通过校验'],
    ['busy', '过于频繁'],
  ])('says why nobody was let in: %s', async (refusal, words) => {
    expect((await open(platform, { platform: refusal })).get('[role="alert"]').text()).toContain(words)
  })

  test.each(['', 'nonsense', '__proto__', 'a.b', '<b>'])(
    'says nothing of a word it does not know: %s',
    async (word) => {
      expect((await open(platform, { platform: word })).find('[role="alert"]').exists()).toBe(false)
    },
  )
})
