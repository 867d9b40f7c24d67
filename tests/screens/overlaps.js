// Texts that stand over other texts, in words: pairs of visible lines of different texts whose boxes share more than a
// third of the lower one's height. What floats above the page on a ground of its own (a menu, a sticky bar) may.
() => {
  const opaque = (element) => {
    const parts = getComputedStyle(element).backgroundColor.match(/[\d.]+/g)
    return parts && (parts.length < 4 || Number(parts[3]) > 0.5)
  }
  const floats = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      const { position } = getComputedStyle(one)
      if (position === 'fixed' || position === 'sticky') return true
      if (position === 'absolute' && opaque(one)) return true
    }
    return false
  }
  const clipped = (rect, element) => {
    let { left, right, top, bottom } = rect
    for (let one = element; one && one !== document.documentElement; one = one.parentElement) {
      const style = getComputedStyle(one)
      if (style.clipPath !== 'none' && one.getBoundingClientRect().width <= 2) return null
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue
      const own = one.getBoundingClientRect()
      left = Math.max(left, own.left)
      right = Math.min(right, own.right)
      top = Math.max(top, own.top)
      bottom = Math.min(bottom, own.bottom)
    }
    return right - left > 1 && bottom - top > 1 ? { left, right, top, bottom } : null
  }
  const lines = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data.trim()
    const element = node.parentElement
    if (!text || !element || element.closest('script, style, template, noscript')) continue
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || floats(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const rect of range.getClientRects()) {
      const seen = rect.width > 1 && rect.height > 1 && clipped(rect, element)
      if (seen) lines.push({ ...seen, text, element, node })
    }
  }
  lines.sort((a, b) => a.top - b.top)
  const found = new Set()
  for (let first = 0; first < lines.length; first++) {
    const one = lines[first]
    for (let second = first + 1; second < lines.length && lines[second].top < one.bottom; second++) {
      const other = lines[second]
      if (one.node === other.node) continue
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
      if (wide > 3 && high > Math.min(one.bottom - one.top, other.bottom - other.top) * 0.34)
        found.add(`“${one.text.slice(0, 40)}” and “${other.text.slice(0, 40)}” stand over each other`)
    }
  }
  return [...found].slice(0, 8)
}
