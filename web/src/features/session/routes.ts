import type { RouteRecordRaw } from 'vue-router'

export const sessionRoutes: { open: RouteRecordRaw[]; inside: RouteRecordRaw[] } = {
  open: [{ path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignInPage.vue') }],
  inside: [{ path: 'password', name: 'password', component: () => import('./pages/PasswordPage.vue') }],
}
