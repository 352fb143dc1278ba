import type { RouteRecordRaw } from 'vue-router'

export const administrationRoutes: RouteRecordRaw[] = [
  { path: 'accounts', name: 'accounts', component: () => import('./pages/AccountsPage.vue') },
  { path: 'offices', name: 'offices', component: () => import('./pages/OfficesPage.vue') },
  { path: 'audit', name: 'audit', component: () => import('./pages/AuditPage.vue') },
  { path: 'verify', name: 'verify', component: () => import('./pages/VerifyPage.vue') },
  { path: 'delegations', name: 'delegations', component: () => import('./pages/DelegationsPage.vue') },
]
