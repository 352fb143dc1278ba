export { useUnread } from './composables/useUnread'
export { workbenchRoutes } from './routes'
