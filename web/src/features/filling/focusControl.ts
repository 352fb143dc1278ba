/** The id of a field's or a material's control on the page. */
export function controlId(id: string): string {
  return `f-${id.replace(/[^\w-]/g, '-')}`
}

/** Leads to a field: scrolls it into view and puts the cursor into it. */
export function focusControl(id: string): void {
  const control = document.getElementById(controlId(id))
  if (!control) return
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  control.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' })
  const target = control.matches('input, textarea, button, select')
    ? control
    : (control.querySelector<HTMLElement>('input, textarea, button, select') ?? control)
  target.focus({ preventScroll: true })
}
