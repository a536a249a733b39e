/** Lets documents be dropped anywhere on the page or pasted; `over(true)` while something hangs above it. */
export function takeDrops({ over, take }) {
  let depth = 0
  const carriesFiles = (event) => event.dataTransfer?.types.includes('Files')
  addEventListener('dragenter', (event) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    depth += 1
    over(true)
  })
  addEventListener('dragover', (event) => {
    if (carriesFiles(event)) event.preventDefault()
  })
  addEventListener('dragleave', (event) => {
    if (!carriesFiles(event)) return
    depth = Math.max(0, depth - 1)
    if (depth === 0) over(false)
  })
  addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    depth = 0
    over(false)
    const files = [...event.dataTransfer.files]
    if (files.length > 0) take(files)
  })
  addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    take(files)
  })
}

/** Opens the system's file chooser for documents of these formats. */
export function pickFiles(formats, take) {
  const input = document.getElementById('picker')
  input.accept = formats.map((format) => `.${format}`).join(',')
  input.onchange = () => {
    const files = [...input.files]
    input.value = ''
    if (files.length > 0) take(files)
  }
  input.click()
}
