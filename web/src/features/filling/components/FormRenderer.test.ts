import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { describe, expect, test } from 'vitest'
import type { FieldView, Refusal, TypeKind } from '@/api'
import FormRenderer from './FormRenderer.vue'

const field = (id: string, kind: TypeKind, more: Partial<FieldView> = {}): FieldView => ({
  id,
  title: `题${id}`,
  type: { kind },
  required: false,
  conditional: false,
  filledBySystem: false,
  answers: [],
  ...more,
})

const fields = [
  field('name', 'text', { required: true }),
  field('ground', 'long_text', { conditional: true }),
  field('classified', 'bool'),
]

function form(more: Partial<InstanceType<typeof FormRenderer>['$props']> = {}) {
  return mount(FormRenderer, {
    props: {
      fields,
      findings: [],
      required: new Set<string>(),
      hidden: new Set<string>(),
      checked: true,
      tried: false,
      modelValue: {},
      ...more,
    },
  })
}

const incomplete: Refusal = { kind: 'INCOMPLETE', message: '请填写依据', field: 'ground', because: [] }
const forbidden: Refusal = { kind: 'FORBIDDEN', message: '依据不符', field: 'ground', because: [] }

describe('FormRenderer', () => {
  test('marks what the server requires now, beside what is always required', () => {
    const stars = form({ required: new Set(['ground']) })
      .findAll('.field')
      .map((row) => row.find('.star').exists())
    expect(stars).toEqual([true, true, false])
  })

  test('leaves out what is hidden', () => {
    expect(form({ hidden: new Set(['ground']) }).text()).not.toContain('题ground')
  })

  test('leaves out what the system fills', () => {
    const found = field('look_alikes', 'list', { filledBySystem: true })
    expect(form({ fields: [...fields, found] }).text()).not.toContain('题look_alikes')
  })

  test('that something is missing is said only once one has tried; what is wrong at once', () => {
    expect(form({ findings: [incomplete, forbidden] }).text()).not.toContain('请填写依据')
    expect(form({ findings: [incomplete, forbidden] }).text()).toContain('依据不符')
    expect(form({ findings: [incomplete], tried: true }).text()).toContain('请填写依据')
  })

  test('a changed field changes only its own value', async () => {
    const wrapper = form({ modelValue: { classified: false } })
    await wrapper.get('input[type=text]').setValue('甲')
    expect(wrapper.emitted('update:modelValue')?.at(-1)).toEqual([{ classified: false, name: '甲' }])
  })

  test('every control has a name for those who hear the screen', async () => {
    const wrapper = form()
    await nextTick()
    expect(wrapper.get('label[for=f-name]').text()).toContain('题name')
    expect(wrapper.find('#f-name').exists()).toBe(true)
  })
})
