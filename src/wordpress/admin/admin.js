/* The screens' own script; they work without it. What can't be undone asks first, and a form goes out as one value. */
(() => {
  // What can't be undone by a click is asked about.
  for (const button of document.querySelectorAll('[data-glassjar-ask]')) {
    button.addEventListener('click', (event) => {
      if (!confirm(button.dataset.glassjarAsk)) event.preventDefault();
    });
  }

  // What can be read in two ways is one click, and then in the field in a way that can be read in one.
  for (const meant of document.querySelectorAll('.glassjar-meant')) meant.hidden = false;
  document.addEventListener('click', ({ target }) => {
    const text = target.dataset?.glassjarWrites;
    const meant = target.closest?.('.glassjar-meant');
    const field = meant?.parentElement.querySelector('input[type=text], textarea');
    if (text === undefined || !field) return;
    field.value = text;
    field.removeAttribute('aria-invalid');
    for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
    meant.parentElement.querySelector('.glassjar-fault')?.remove();
    meant.parentElement.classList.remove('glassjar-wrong');
    field.focus();
    meant.remove();
  });

  // PHP drops fields beyond a number that hosts set: a form is one JSON text with its own length, whole or not at all (Sent.php).
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const pack = (entries) => {
    let bytes = 0;
    const fields = [];
    for (const entry of entries) {
      const pair = entry.map((text) => {
        const utf8 = encoder.encode(text);
        bytes += utf8.length;
        // Half of a character is none; JSON could not be read with it.
        return decoder.decode(utf8);
      });
      fields.push(pair);
    }
    return JSON.stringify({ fields, bytes });
  };
  const texts = (data) => [...data].filter(([, value]) => typeof value === 'string');
  let isRaw = false;
  /** What a form would send, field by field. */
  const entriesOf = (form, submitter) => {
    isRaw = true;
    const entries = texts(new FormData(form));
    isRaw = false;
    return submitter?.name ? [...entries, [submitter.name, submitter.value]] : entries;
  };
  for (const form of document.querySelectorAll('form[data-glassjar-whole]')) {
    form.addEventListener('formdata', ({ formData }) => {
      if (isRaw) return;
      const whole = pack(texts(formData));
      // What WordPress asks for before we are asked stays beside it; files do, too.
      for (const [name] of texts(formData)) if (!name.startsWith('_wp')) formData.delete(name);
      formData.set('glassjar_whole', whole);
    });
  }
  // Many lines at once: what ticks them all, and what stands for all of them.
  for (const all of document.querySelectorAll('[data-glassjar-all]')) {
    const form = all.closest('form');
    const boxes = (name) => [...form.querySelectorAll(`input[name="${name}[]"]`)];
    all.hidden = false;
    for (const button of all.querySelectorAll('[data-glassjar-tick]')) {
      button.addEventListener('click', () => {
        for (const box of boxes('keys')) box.checked = button.dataset.glassjarTick === '1';
      });
    }
    for (const [whole, single] of [
      ['names', 'named'],
      ['labels', 'labelled'],
    ]) {
      const one = form.elements.namedItem(whole);
      const each = boxes(single);
      one.addEventListener('change', () => each.forEach((box) => (box.checked = one.checked)));
      for (const box of each) {
        box.addEventListener('change', () => {
          one.checked = each.every(({ checked }) => checked);
          one.indeterminate = !one.checked && each.some(({ checked }) => checked);
        });
      }
    }
  }
  globalThis.glassjarWhole = { pack, entriesOf };
})();
