export { default as AssociationPanel } from './components/AssociationPanel.vue'
export { default as RunAssociations } from './components/RunAssociations.vue'
