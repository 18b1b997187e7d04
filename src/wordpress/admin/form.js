/* The campaign's form: rows to add and to remove, faults to jump to, and the preview. */
(() => {
  const form = document.getElementById('glassjar-form');
  if (!form) return;

  // Rows.
  for (const rows of form.querySelectorAll('.glassjar-rows')) {
    const list = rows.querySelector('ol');
    const template = rows.querySelector('template');
    let next = Number(rows.dataset.next);
    const add = rows.querySelector('.glassjar-add');
    // The empty row that stands there for those without scripts comes by the button here, unless it is the only one.
    const last = list.lastElementChild;
    if (list.children.length > 1) last.remove();
    add.hidden = false;
    add.addEventListener('click', () => {
      const row = template.content.firstElementChild.cloneNode(true);
      for (const node of row.querySelectorAll('[id],[name],[for],[aria-describedby]')) {
        for (const { name, value } of [...node.attributes])
          if (value.includes('__row__')) node.setAttribute(name, value.replaceAll('__row__', String(next)));
      }
      next++;
      list.append(row);
      arm(row);
      row.querySelector('input,select,textarea').focus();
    });
    for (const row of list.children) arm(row);
    function arm(row) {
      const remove = row.querySelector('.glassjar-remove');
      remove.hidden = false;
      remove.addEventListener('click', () => {
        const near = row.nextElementSibling ?? row.previousElementSibling;
        row.remove();
        (near?.querySelector('input,select,textarea') ?? add).focus();
        form.dispatchEvent(new Event('input', { bubbles: true }));
      });
    }
  }

  // Faults: the list of them comes first; what it leads to may be folded.
  const open = () => {
    const field = location.hash.startsWith('#glassjar-') && document.getElementById(location.hash.slice(1));
    if (!field) return;
    const group = field.closest('details');
    if (group) group.open = true;
    field.focus();
  };
  addEventListener('hashchange', open);
  document.getElementById('glassjar-faults')?.focus();

  // Nothing that was typed goes by mistake.
  let isChanged = document.getElementById('glassjar-faults') !== null;
  form.addEventListener('input', () => (isChanged = true));
  form.addEventListener('submit', () => (isChanged = false));
  addEventListener('beforeunload', (event) => {
    if (isChanged) event.preventDefault();
  });

  // The preview.
  const frame = document.querySelector('.glassjar-preview iframe');
  const state = document.querySelector('.glassjar-preview-state');
  let timer;
  let turn = 0;
  let isReady = false;
  /** Whether what was measured is the panel of what is typed. */
  let isMeasured = false;
  let goOn;

  async function show() {
    clearTimeout(timer);
    const mine = ++turn;
    const body = new FormData(form);
    body.set('action', 'glassjar_preview');
    body.set('nonce', frame.dataset.nonce);
    if (Number(frame.dataset.campaign)) body.set('campaign', frame.dataset.campaign);
    const answer = await fetch(frame.dataset.ajax, { method: 'POST', body, credentials: 'same-origin' })
      .then((response) => response.json())
      .catch(() => undefined);
    if (mine !== turn) return;
    state.textContent = answer?.success ? '' : glassjarAdmin.noPreview;
    if (!answer?.success || !answer.data.campaign) return measured();
    const chosen = (name) => form.elements.namedItem(`look[${name}]`)?.value;
    const look = { form: chosen('form') ?? 'bar', give: chosen('give') ?? '' };
    frame.contentWindow.postMessage(
      { type: 'glassjar-show', turn: mine, campaign: answer.data.campaign, look, base: location.href },
      location.origin,
    );
  }

  addEventListener('message', ({ data, origin, source }) => {
    if (origin !== location.origin || source !== frame.contentWindow) return;
    if (data?.type === 'glassjar-ready' && !isReady) {
      isReady = true;
      void show();
    }
    if (data?.type === 'glassjar-heights') {
      frame.style.height = `${Math.min(2000, data.page)}px`;
      for (const [kind, heights] of [
        ['height', data.low],
        ['tall', data.tall],
      ]) {
        for (const [width, height] of Object.entries(heights)) remember(`look[${kind}-${width}]`, `${height}px`);
      }
      if (data.turn === turn) measured();
    }
  });
  function measured() {
    isMeasured = true;
    const send = goOn;
    goOn = undefined;
    send?.();
  }
  // The room that pages keep for the panel is saved with the form: it waits a moment for the panel as it is now. A second click sends nothing twice.
  let isSent = false;
  addEventListener('pageshow', () => (isSent = false));
  form.addEventListener('submit', (event) => {
    if (goOn || isSent) return event.preventDefault();
    isSent = isMeasured || !isReady;
    if (isSent) return;
    event.preventDefault();
    goOn = () => form.requestSubmit(event.submitter);
    void show();
    setTimeout(measured, 2500);
  });
  function remember(name, value) {
    let input = form.elements.namedItem(name);
    if (!input) {
      input = Object.assign(document.createElement('input'), { type: 'hidden', name });
      form.append(input);
    }
    input.value = value;
  }
  // Whichever of the two scripts comes first, the other one hears of it.
  frame.contentWindow.postMessage({ type: 'glassjar-ask' }, location.origin);
  const later = () => {
    clearTimeout(timer);
    isMeasured = false;
    if (isReady) timer = setTimeout(() => void show(), 400);
  };
  form.addEventListener('input', later);
  form.addEventListener('change', later);
})();
