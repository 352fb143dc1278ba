export { administrationRoutes } from './routes'
