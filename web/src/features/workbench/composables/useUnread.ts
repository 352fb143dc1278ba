import { readonly, ref, watch } from 'vue'
import { api, type NoticeRow } from '@/api'
import { useSession } from '@/features/session'

const unread = ref(0)
const { account, hasRole } = useSession()

/** Whether anything is sent to this account: administrators take part in no matter. */
const receives = () => hasRole('HANDLER', 'LEADER', 'AUDITOR')
const tell = (notices: readonly NoticeRow[]) => {
  unread.value = notices.filter((notice) => !notice.read).length
}

watch(
  () => account.value?.id,
  async () => {
    unread.value = 0
    // A number that cannot be read is not shown; the page of notices says why.
    if (receives()) tell(await api.notices().catch(() => []))
  },
  { immediate: true },
)

/** How many notices are unread, as the last answer of the server says. */
export function useUnread() {
  return { unread: readonly(unread), receives, tell }
}
