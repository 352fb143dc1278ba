import { flushPromises, mount } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { api, type CitationDetail } from '@/api'
import CitationDrawer from './CitationDrawer.vue'
import CitationLink from './CitationLink.vue'

const citation = {
  norm: 'some-9-2',
  article: 9,
  paragraph: 2,
  item: 0,
  display: '第九条第二款',
  gist: '不得拨付',
}
const given = {
  day: '2024-05-01',
  text: '计划外的也不得拨付',
  office: { id: 'bureau', name: '大数据管理局' },
}

function detail(more: Partial<CitationDetail>): CitationDetail {
  return {
    citation,
    gist: citation.gist,
    effects: [],
    interpretations: [],
    mayInterpret: false,
    ...more,
  }
}

vi.mock('@/features/session', () => ({
  useSession: () => ({ account: { value: { policy: { id: 'some-2024' } } } }),
}))

/** The drawer without its animation and its place at the end of the page. */
const ElDrawer = { props: ['modelValue'], template: '<div v-if="modelValue"><slot /></div>' }

const Page = defineComponent({ render: () => [h(CitationLink, { citation }), h(CitationDrawer)] })

async function openDrawer(answer: CitationDetail) {
  vi.spyOn(api, 'citation').mockResolvedValue(answer)
  const page = mount(Page, { global: { stubs: { ElDrawer } } })
  await page.find('button').trigger('click')
  await flushPromises()
  return page
}

describe('CitationDrawer', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  test('shows who said what the norm means, and when', async () => {
    const drawer = await openDrawer(detail({ interpretations: [given] }))

    expect(drawer.text()).toContain('2024-05-01 大数据管理局')
    expect(drawer.text()).toContain('计划外的也不得拨付')
    expect(drawer.find('form').exists()).toBe(false)
  })

  test('lets the office that may interpret add what the norm means', async () => {
    const drawer = await openDrawer(detail({ mayInterpret: true }))
    const interpret = vi
      .spyOn(api, 'interpret')
      .mockResolvedValue(detail({ mayInterpret: true, interpretations: [given] }))
    expect(drawer.find('form button').attributes('disabled')).toBeDefined()

    await drawer.find('textarea').setValue('计划外的也不得拨付')
    await drawer.find('form').trigger('submit')
    await flushPromises()

    expect(interpret).toHaveBeenCalledWith('some-2024', 'some-9-2', '计划外的也不得拨付')
    expect(drawer.text()).toContain('2024-05-01 大数据管理局')
    expect(drawer.find<HTMLTextAreaElement>('textarea').element.value).toBe('')
  })
})
