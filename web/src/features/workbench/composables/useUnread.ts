import { readonly, ref } from 'vue'

const unread = ref(0)

/** How many notices are unread, as the last answer of the server says. */
export function useUnread() {
  return { unread: readonly(unread), tell: (count: number) => (unread.value = count) }
}
