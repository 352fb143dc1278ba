import type { RouteRecordRaw } from 'vue-router'

export const regulationRoutes: RouteRecordRaw[] = [
  { path: 'policies', name: 'policies', component: () => import('./pages/PoliciesPage.vue') },
  { path: 'policies/:policy', name: 'policy', component: () => import('./pages/PolicyPage.vue') },
]
