import type { RouteRecordRaw } from 'vue-router'

export const reportRoutes: RouteRecordRaw[] = [
  { path: 'reports', name: 'reports', component: () => import('./pages/ReportsPage.vue') },
  { path: 'reports/:report', name: 'report', component: () => import('./pages/ReportPage.vue') },
]
