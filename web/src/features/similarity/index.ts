export { default as AnsweredLookAlikes } from './components/AnsweredLookAlikes.vue'
export { default as LookAlikePanel } from './components/LookAlikePanel.vue'
export { default as PassageTable } from './components/PassageTable.vue'
export { default as RunLookAlikes } from './components/RunLookAlikes.vue'
