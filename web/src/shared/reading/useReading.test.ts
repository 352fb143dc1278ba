import { effectScope, nextTick, ref } from 'vue'
import { describe, expect, test } from 'vitest'
import { useReading } from './useReading'

function deferred<T>() {
  let resolve!: (value: T) => void
  let reject!: (cause: unknown) => void
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

/** As in a component: everything read belongs to a scope. */
function reading<T>(make: () => T): T {
  return effectScope().run(make) as T
}

const settle = () => new Promise((resolve) => setTimeout(resolve))

describe('useReading', () => {
  test('a slower, older answer never overwrites a newer one', async () => {
    const key = ref('old')
    const answers = { old: deferred<string>(), new: deferred<string>() }
    const { data, loading } = reading(() =>
      useReading(key, (value) => answers[value as 'old' | 'new'].promise),
    )
    key.value = 'new'
    await nextTick()
    answers.new.resolve('new answer')
    await settle()
    answers.old.resolve('old answer')
    await settle()
    expect(data.value).toBe('new answer')
    expect(loading.value).toBe(false)
  })

  test('an older failure does not disturb a newer answer', async () => {
    const key = ref(1)
    const first = deferred<string>()
    const { data, problem } = reading(() =>
      useReading(key, (value) => (value === 1 ? first.promise : Promise.resolve('second'))),
    )
    key.value = 2
    await settle()
    first.reject(new Error('late'))
    await settle()
    expect(problem.value).toBeUndefined()
    expect(data.value).toBe('second')
  })

  test('a failure keeps what was shown and says what went wrong', async () => {
    let fail = false
    const { data, problem, reload } = reading(() =>
      useReading(
        () => 0,
        () => (fail ? Promise.reject(new Error('down')) : Promise.resolve('shown')),
      ),
    )
    await settle()
    fail = true
    await reload()
    expect(data.value).toBe('shown')
    expect(problem.value?.title).toBe('down')
  })

  test('the request is given up when its screen goes', async () => {
    const scope = effectScope()
    let given: AbortSignal | undefined
    scope.run(() =>
      useReading(
        () => 0,
        (_key, signal) => {
          given = signal
          return new Promise(() => undefined)
        },
      ),
    )
    scope.stop()
    await settle()
    expect(given?.aborted).toBe(true)
  })
})
