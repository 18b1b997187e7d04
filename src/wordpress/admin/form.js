/*
 * The campaign's form: rows to add and to remove, saving without leaving the page, what was typed kept until it is saved, and the
 * preview. Without this script the form is sent as forms are.
 */
(() => {
  const form = document.getElementById('glassjar-form');
  if (!form) return;
  const { entriesOf, pack } = globalThis.glassjarWhole;
  const words = globalThis.glassjarAdmin;
  const told = document.getElementById('glassjar-told');
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  // Currencies have names in the language of the browser.
  const names = new Intl.DisplayNames(document.documentElement.lang || undefined, { type: 'currency' });
  for (const option of form.querySelectorAll('#glassjar-currency option')) {
    const name = names.of(option.value);
    if (name && name !== option.value) option.textContent = `${option.value} – ${name}`;
  }

  // Rows.
  const lists = new Map();
  for (const rows of form.querySelectorAll('.glassjar-rows')) {
    const list = rows.querySelector('ol');
    const template = rows.querySelector('template');
    let next = Number(rows.dataset.next);
    const add = rows.querySelector('.glassjar-add');
    // The empty row that stands there for those without scripts comes by the button here, unless it is the only one.
    const last = list.lastElementChild;
    if (list.children.length > 1) last.remove();
    add.hidden = false;
    const make = (index) => {
      const row = template.content.firstElementChild.cloneNode(true);
      for (const node of row.querySelectorAll('[id],[name],[for],[aria-describedby]')) {
        for (const { name, value } of [...node.attributes])
          if (value.includes('__row__')) node.setAttribute(name, value.replaceAll('__row__', String(index)));
      }
      next = Math.max(next, index + 1);
      list.append(row);
      arm(row);
      return row;
    };
    add.addEventListener('click', () => make(next).querySelector('input,select,textarea').focus());
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
    const [prefix] = template.content.querySelector('[name]').name.split('[__row__]');
    lists.set(prefix, { list, make });
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
  const seeTold = () => document.getElementById('glassjar-faults')?.focus();
  seeTold();

  /** Says of each group whether something stands in it. Choices always say something. */
  function count() {
    for (const group of form.querySelectorAll('.glassjar-group')) {
      const inputs = [...group.querySelectorAll('[name^="glassjar["]:not(select, [type=hidden])')];
      if (inputs.length === 0) continue;
      const isFilled = inputs.some((input) => (input.type === 'checkbox' ? input.checked : input.value.trim() !== ''));
      const said = group.querySelector('.glassjar-filled');
      if (isFilled && !said)
        group
          .querySelector('summary')
          .append(element('span', { className: 'glassjar-filled', textContent: words.filled }));
      if (!isFilled) said?.remove();
    }
  }

  function mark(faults, choices = {}) {
    count();
    for (const fault of form.querySelectorAll('.glassjar-fault[id], .glassjar-meant')) fault.remove();
    for (const field of form.querySelectorAll('.glassjar-wrong')) field.classList.remove('glassjar-wrong');
    for (const input of form.querySelectorAll('[aria-invalid], fieldset[aria-describedby]')) {
      input.removeAttribute('aria-invalid');
      const about = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => !id.endsWith('-fault'));
      if (about.join('')) input.setAttribute('aria-describedby', about.join(' '));
      else input.removeAttribute('aria-describedby');
    }
    for (const [place, sentence] of Object.entries(faults)) {
      const id = `glassjar-${place.replaceAll('.', '-')}`;
      const input = document.getElementById(id);
      const isList = input?.localName === 'fieldset';
      const field = isList ? input : input?.closest('.glassjar-field');
      if (!field) continue;
      if (!isList) {
        field.classList.add('glassjar-wrong');
        input.setAttribute('aria-invalid', 'true');
      }
      input.setAttribute('aria-describedby', `${input.getAttribute('aria-describedby') ?? ''} ${id}-fault`.trim());
      const said = element('p', { className: 'glassjar-fault', id: `${id}-fault`, textContent: sentence });
      const help = field.querySelector('.description');
      if (isList) field.firstElementChild.after(said);
      else if (help) help.before(said);
      else field.append(said);
      if (choices[place]) {
        said.insertAdjacentHTML('afterend', choices[place]);
        said.nextElementSibling.hidden = false;
      }
      const group = field.closest('details');
      if (group) group.open = true;
    }
  }

  // What was typed is kept in this tab until it is saved: a login that ended, a browser that closed the page, a server that failed.
  const place = `glassjar-form-${form.dataset.campaign}-${form.dataset.user}`;
  const unseen = /^(?:_wp|base$|made$|key$|glassjar_end$|status$|merge$|resolve\[)/;
  const typedOf = (entries) => JSON.stringify(entries.filter(([name]) => !unseen.test(name)));
  const atFirst = typedOf(entriesOf(form));
  let isChanged = form.hasAttribute('data-typed');
  let keeping;
  function keep() {
    clearTimeout(keeping);
    if (!isChanged) return;
    try {
      sessionStorage.setItem(place, JSON.stringify({ at: new Date().toISOString(), fields: entriesOf(form) }));
    } catch {
      // No room, or not allowed: it still stands in the form.
    }
  }
  function forget() {
    clearTimeout(keeping);
    isChanged = false;
    try {
      sessionStorage.removeItem(place);
    } catch {
      // There was nothing then.
    }
  }
  const file = () => {
    const url = URL.createObjectURL(new Blob([pack(entriesOf(form))], { type: 'application/json' }));
    element('a', { href: url, download: `glassjar-${form.dataset.campaign}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  const button = (text, click) => {
    const made = element('button', { type: 'button', className: 'button', textContent: text });
    made.addEventListener('click', click);
    return made;
  };

  /** Puts what was kept into the form, rows and all. */
  function restore(fields) {
    for (const { list } of lists.values()) list.replaceChildren();
    for (const box of form.querySelectorAll('input[type=checkbox]')) box.checked = false;
    const made = new Set();
    for (const [name, value] of fields) {
      if (/^_wp|^status$|^merge$|^resolve\[|^key$/.test(name)) continue;
      const [, prefix, index] = /^(.*?\])\[(\d+)\]\[\w+\]$/.exec(name) ?? [];
      const rows = lists.get(prefix);
      if (rows && !made.has(`${prefix}${index}`)) {
        made.add(`${prefix}${index}`);
        rows.make(Number(index));
      }
      const found = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
      const box = found.find((input) => input.type === 'checkbox' && input.value === value);
      if (box) box.checked = true;
      else if (found.length > 0) found[0].value = value;
      else if (/\[(?:keep|\w+_was)\]$/.test(name) || name.startsWith('look[')) {
        const near = rows ? rows.list.lastElementChild : form;
        near.append(element('input', { type: 'hidden', name, value }));
      }
    }
    for (const { list, make } of lists.values()) if (list.children.length === 0) make(0);
    isChanged = true;
    count();
    form.dispatchEvent(new Event('input', { bubbles: true }));
  }
  function offer() {
    let kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(place));
    } catch {
      kept = undefined;
    }
    if (form.hasAttribute('data-typed')) return keep();
    if (!Array.isArray(kept?.fields)) return undefined;
    if (typedOf(kept.fields) === atFirst) return forget();
    const notice = element('div', { className: 'notice notice-warning inline glassjar-kept', role: 'status' });
    const text = words.kept.replace('%s', () =>
      new Date(kept.at).toLocaleString(document.documentElement.lang || undefined),
    );
    notice.append(
      element('p', { textContent: text }),
      element(
        'p',
        {},
        button(words.restore, () => {
          restore(kept.fields);
          notice.replaceChildren(element('p', { textContent: words.restored }));
        }),
        ' ',
        button(words.discard, () => {
          forget();
          notice.remove();
        }),
      ),
    );
    told.append(notice);
  }
  offer();
  form.addEventListener('input', () => {
    isChanged = true;
    clearTimeout(keeping);
    keeping = setTimeout(keep, 700);
  });
  addEventListener('pagehide', keep);
  // Nothing that was typed goes by mistake.
  addEventListener('beforeunload', (event) => {
    if (isChanged) event.preventDefault();
  });

  // Saving.
  const ask = async (action, entries) => {
    const campaign = Number(form.dataset.campaign) ? `&campaign=${form.dataset.campaign}` : '';
    const response = await fetch(`${form.dataset.ajax}?action=${action}${campaign}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: pack(entries),
      credentials: 'same-origin',
    });
    const text = await response.text();
    // Notices of PHP may stand before the answer, and behind it.
    const from = text.indexOf('{"glassjar":1');
    try {
      return { status: response.status, answer: JSON.parse(text.slice(from, text.lastIndexOf('}') + 1)) };
    } catch {
      return { status: response.status, answer: undefined };
    }
  };
  const nonce = form.elements.namedItem('_wpnonce');
  const state = document.querySelector('.glassjar-saving');

  /** Says why nothing was saved; what was typed can be taken along. */
  function refuse(sentence, ...more) {
    keep();
    const notice = element('div', {
      className: 'notice notice-error',
      id: 'glassjar-faults',
      role: 'alert',
      tabIndex: -1,
    });
    const buttons = element('p', {}, button(words.download, file), ...more.flatMap((one) => [' ', one]));
    notice.append(element('p', { textContent: sentence }), buttons);
    told.replaceChildren(notice);
    seeTold();
  }

  async function save(submitter, isSecond = false) {
    const { answer, status } = await ask('glassjar_save', entriesOf(form, submitter)).catch(() => ({ status: 0 }));
    if (answer?.nonce && !isSecond) {
      // Logged in again, or a day has passed.
      nonce.value = answer.nonce;
      return save(submitter, true);
    }
    if (answer?.to) {
      forget();
      return location.assign(answer.to);
    }
    if (answer?.login) {
      const link = element('a', {
        className: 'button',
        href: answer.login,
        target: '_blank',
        textContent: words.loginLink,
      });
      return refuse(words.login, link);
    }
    if (answer?.refusal) return refuse(answer.refusal);
    if (answer?.conflict || answer?.told) {
      keep();
      mark(answer.faults ?? {}, answer.choices);
      told.innerHTML = answer.conflict ?? answer.told;
      if (answer.conflict) told.querySelector('.notice').append(element('p', {}, button(words.download, file)));
      return seeTold();
    }
    if (status === 0) return refuse(words.offline);
    if (status === 413) return refuse(words.tooLarge);
    return refuse((status >= 500 || status === 200 ? words.failed : words.refused).replace('%s', String(status)));
  }

  let isBusy = false;
  form.addEventListener('submit', (event) => {
    if (event.submitter?.name === 'merge') {
      // The form comes anew, with both in it.
      keep();
      isChanged = false;
      return;
    }
    event.preventDefault();
    // A second click sends nothing twice.
    if (isBusy) return;
    isBusy = true;
    void wait(event.submitter);
  });
  async function wait(submitter) {
    state.textContent = words.saving;
    await save(submitter);
    state.textContent = '';
    isBusy = false;
  }

  // What was downloaded can be brought back, also in another browser.
  const chosen = document.getElementById('glassjar-file');
  const say = (kind, text) => {
    told.replaceChildren(
      element('div', { className: `notice notice-${kind} inline`, role: 'alert' }, element('p', { textContent: text })),
    );
    told.scrollIntoView({ block: 'center' });
  };
  async function bringBack(downloaded) {
    try {
      const { fields } = JSON.parse(await downloaded.text());
      if (!fields.some(([name]) => name.startsWith('glassjar['))) throw new TypeError('not ours');
      restore(fields);
      say('info', words.restored);
    } catch {
      say('error', words.noFile);
    }
    chosen.value = '';
  }
  chosen.addEventListener('change', () => void bringBack(chosen.files[0]));

  // The lock that WordPress keeps for posts: kept as long as the form is open, and its loss is told.
  const lock = document.getElementById('glassjar-lock');
  const dialog = document.getElementById('post-lock-dialog');
  if (lock?.dataset.lock && globalThis.jQuery) {
    const page = globalThis.jQuery(document);
    page.on('heartbeat-send', (_event, data) => {
      if (lock.dataset.lock) data['wp-refresh-post-lock'] = { post_id: lock.dataset.post, lock: lock.dataset.lock };
    });
    page.on('heartbeat-tick', (_event, data) => {
      const received = data['wp-refresh-post-lock'];
      if (received?.new_lock) lock.dataset.lock = received.new_lock;
      if (!received?.lock_error || !lock.dataset.lock) return;
      lock.dataset.lock = '';
      keep();
      dialog.querySelector('.currently-editing').textContent = received.lock_error.text;
      dialog.classList.remove('hidden');
      dialog.querySelector('.wp-tab-first').focus();
    });
    addEventListener('pagehide', () => {
      if (!lock.dataset.lock) return;
      const body = new FormData();
      body.set('action', 'wp-remove-post-lock');
      body.set('_wpnonce', lock.dataset.nonce);
      body.set('post_ID', lock.dataset.post);
      body.set('active_post_lock', lock.dataset.lock);
      navigator.sendBeacon(form.dataset.ajax, body);
    });
  }
  dialog?.querySelector('[data-glassjar-close]')?.addEventListener('click', () => dialog.classList.add('hidden'));

  // The preview.
  const frame = document.querySelector('.glassjar-preview iframe');
  const previewState = document.querySelector('.glassjar-preview-state');
  let timer;
  let turn = 0;
  let isReady = false;

  async function show() {
    clearTimeout(timer);
    const mine = ++turn;
    const entries = entriesOf(form).filter(([name]) => name !== 'base');
    const { answer } = await ask('glassjar_preview', [...entries, ['nonce', frame.dataset.nonce]]).catch(() => ({}));
    if (mine !== turn) return;
    previewState.textContent = answer?.campaign ? '' : words.noPreview;
    if (!answer?.campaign) return;
    const look = Object.fromEntries(
      entries
        .filter(([name]) => /^look\[(?:form|give)\]$/.test(name))
        .map(([name, value]) => [name.slice(5, -1), value]),
    );
    frame.contentWindow.postMessage(
      { type: 'glassjar-show', campaign: answer.campaign, offer: answer.offer, look, base: location.href },
      location.origin,
    );
  }

  addEventListener('message', ({ data, origin, source }) => {
    if (origin !== location.origin || source !== frame.contentWindow) return;
    if (data?.type === 'glassjar-ready' && !isReady) {
      isReady = true;
      void show();
    }
    if (data?.type === 'glassjar-height') frame.style.height = `${Math.min(2000, data.height)}px`;
  });
  // Whichever of the two scripts comes first, the other one hears of it.
  frame.contentWindow.postMessage({ type: 'glassjar-ask' }, location.origin);
  const later = () => {
    clearTimeout(timer);
    if (isReady) timer = setTimeout(() => void show(), 400);
  };
  form.addEventListener('input', later);
  form.addEventListener('change', later);
})();
