export { reportRoutes } from './routes'
