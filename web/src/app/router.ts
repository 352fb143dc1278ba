import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { onSignedOut } from '@/api'
import { administrationRoutes } from '@/features/administration'
import { figureRoutes } from '@/features/figures'
import { fileRoutes } from '@/features/files'
import { formRoutes } from '@/features/forms'
import { overlapRoutes } from '@/features/overlap'
import { regulationRoutes } from '@/features/regulation'
import { reportRoutes } from '@/features/reports'
import { reviewRoutes } from '@/features/review'
import { sessionRoutes, useSession } from '@/features/session'
import { submissionRoutes } from '@/features/submission'
import { workbenchRoutes } from '@/features/workbench'
import { i18n } from '@/locales'

const inside: RouteRecordRaw[] = [
  ...workbenchRoutes,
  ...fileRoutes,
  ...submissionRoutes,
  ...reviewRoutes,
  ...formRoutes,
  ...regulationRoutes,
  ...figureRoutes,
  ...reportRoutes,
  ...overlapRoutes,
  ...administrationRoutes,
  ...sessionRoutes.inside,
  { path: ':rest(.*)*', name: 'missing', component: () => import('./MissingPage.vue') },
]

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...sessionRoutes.open,
    { path: '/', component: () => import('./layout/AppLayout.vue'), children: inside },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

const { resume, expire } = useSession()

router.beforeEach(async (to) => {
  if (to.name === 'sign-in') return true
  const account = await resume().catch(() => undefined)
  if (!account) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  return account.mustChangePassword && to.name !== 'password' ? { name: 'password' } : true
})

router.afterEach(() => {
  document.title = i18n.global.t('common.product')
})

onSignedOut(() => {
  expire()
  const now = router.currentRoute.value
  if (now.matched.length > 0 && now.name !== 'sign-in') {
    void router.push({ name: 'sign-in', query: { to: now.fullPath } })
  }
})
