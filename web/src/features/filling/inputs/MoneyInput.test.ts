import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import MoneyInput from './MoneyInput.vue'

async function typing(text: string) {
  const wrapper = mount(MoneyInput, {
    props: {
      modelValue: undefined,
      'onUpdate:modelValue': (modelValue: string | undefined) => wrapper.setProps({ modelValue }),
    },
  })
  const input = wrapper.get('input')
  await input.trigger('focus')
  await input.setValue(text)
  await input.trigger('blur')
  return { wrapper, shown: input.element.value, sent: wrapper.emitted('update:modelValue')?.at(-1)?.[0] }
}

test('what is typed is sent exactly and shown grouped, in capitals and in 万元', async () => {
  const { wrapper, shown, sent } = await typing('299999.99')
  expect(sent).toBe('299999.99')
  expect(shown).toBe('299,999.99')
  expect(wrapper.text()).toContain('贰拾玖万玖仟玖佰玖拾玖元玖角玖分')
  expect(wrapper.text()).toContain('29.999999')
})

test('万 is understood', async () => {
  expect((await typing('30万')).sent).toBe('300000.00')
})

test('what is no amount is said at once and never sent', async () => {
  const { wrapper, sent } = await typing('三十万')
  expect(sent).toBeUndefined()
  expect(wrapper.get('[role=alert]').text()).not.toBe('')
})
