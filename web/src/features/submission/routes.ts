import type { RouteRecordRaw } from 'vue-router'

export const submissionRoutes: RouteRecordRaw[] = [
  { path: 'procedures/:procedure/new', name: 'submit', component: () => import('./pages/SubmitPage.vue') },
  { path: 'drafts', name: 'drafts', component: () => import('./pages/DraftsPage.vue') },
]
