// What the page does more where scripts run. Without this file everything works too: the server draws each state of the page.
(() => {
  'use strict';

  const say = (ja, en) => document.documentElement.lang === 'en' ? en : ja;

  document.getElementById('summary')?.focus();

  const print = document.getElementById('print');
  if (print) {
    print.hidden = false;
    print.addEventListener('click', () => window.print());
  }

  // The storage may be forbidden or full: then there are no drafts, and everything else works.
  function stored(act) {
    try {
      return act(localStorage, sessionStorage);
    } catch {
      return null;
    }
  }

  const draftKey = (owner, form) => `draft:${owner}:${form}`;
  const sentKey = 'sent';

  // Whoever signs out leaves no draft on this machine; those of others stay.
  const left = document.querySelector('[data-drop-drafts]')?.dataset.dropDrafts;
  if (left) {
    stored(local => Object.keys(local).filter(key => key.startsWith(draftKey(left, ''))).forEach(key => local.removeItem(key)));
  }

  // What was handed in needs no draft any more: the receipt follows on the form that was sent.
  if (document.querySelector('[data-handed-in]')) {
    stored((local, session) => {
      if (session.getItem(sentKey)) local.removeItem(session.getItem(sentKey));
      session.removeItem(sentKey);
    });
  }

  for (const list of document.querySelectorAll('[data-drafts]')) {
    for (const task of list.querySelectorAll('[data-draft]')) {
      if (!stored(local => local.getItem(draftKey(list.dataset.drafts, task.dataset.draft)))) continue;
      const tag = document.createElement('strong');
      tag.className = 'tag due';
      tag.textContent = say('この端末に下書き', 'draft here');
      task.append(tag);
    }
  }

  const answers = document.getElementById('answers');
  if (answers) {
    answers.addEventListener('submit', () => stored((local, session) => session.setItem(sentKey, answers.dataset.draftKey)));
  }

  // Indicators that are being computed are asked for until they are there; the rest of the receipt stays as it is.
  const pending = document.querySelector('#moves[data-pending]');
  if (pending) {
    let tries = 0;
    const ask = async () => {
      try {
        const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
        const found = page.querySelector('#moves:not([data-pending])');
        if (found) {
          document.getElementById('moves').replaceWith(document.adoptNode(found));
          return;
        }
      } catch {
        // The link in the page asks, too.
      }
      if (++tries < 20) setTimeout(ask, 3000);
    };
    setTimeout(ask, 1500);
  }

  const form = document.getElementById('figures');
  if (!form) return;

  // What is typed and not handed in is kept on this machine, of each credential, month and status apart, with what it was based on.
  function keepDraft() {
    if (!form.dataset.draftOwner) return;
    const key = draftKey(form.dataset.draftOwner, form.dataset.draft);
    stored((local, session) => session.removeItem(sentKey));
    const fields = () => [...form.elements].filter(f => f.name && f.id && f.matches('input:not([type=hidden]), select, textarea')
      && !f.name.startsWith('chosen.') && !isOpened(f));
    // A known initiative that was opened holds what the server put there; it is not there when the form is opened anew.
    const isOpened = f => form.elements[f.name.replace(/^(initiatives\.[0-9]+)\..+$/, '$1.edited')]?.type === 'hidden';
    const valueOf = f => f.type === 'checkbox' ? (f.checked ? '1' : '') : f.value;
    const shownAs = f => form.elements[`shown:${f.name}`]?.value ?? (f.matches('select') ? f.options[0].value : '');
    const basis = f => form.elements[`${f.name.split('.')[0]}.basedOn`]?.value ?? '';
    const firstRow = Number(form.querySelector('fieldset[data-row]').dataset.row);

    // Rows are numbered anew when initiatives have been added since: new ones by their order, known ones by their names.
    function nameOf(f) {
      const [, index, part] = /^initiatives\.([0-9]+)\.(.+)$/.exec(f.name) ?? [];
      if (part === undefined) return f.name;
      const own = name => form.elements[`initiatives.${index}.${name}`]?.value ?? '';
      return Number(index) >= firstRow ? `new.${Number(index) - firstRow}.${part}` : `known.${own('category')}.${own('name')}.${part}`;
    }

    const draft = form.dataset.draftNew ? stored(local => JSON.parse(local.getItem(key) ?? 'null')) : null;
    if (draft?.fields) {
      while (Number(form.elements.rows.value) < Math.min(draft.rows, 50)) addRow();
      let count = 0;
      for (const field of fields()) {
        // Values of a figure that somebody has handed in since are not put back over it.
        const kept = draft.fields[nameOf(field)];
        if (kept === undefined || kept.basis !== basis(field) || kept.value === valueOf(field)) continue;
        if (field.type === 'checkbox') field.checked = kept.value === '1'; else field.value = kept.value;
        field.closest('details')?.setAttribute('open', '');
        count++;
      }
      if (count > 0) tellOf(draft, key);
    }

    const keep = () => {
      const changed = fields().filter(f => valueOf(f) !== shownAs(f));
      const content = { at: Date.now(), rows: Number(form.elements.rows.value),
        fields: Object.fromEntries(changed.map(f => [nameOf(f), { value: valueOf(f), basis: basis(f) }])) };
      stored(local => changed.length === 0 ? local.removeItem(key) : local.setItem(key, JSON.stringify(content)));
    };
    if (!form.dataset.draftNew) keep();
    form.addEventListener('input', keep);
    form.addEventListener('change', keep);
  }

  function tellOf(draft, key) {
    const at = new Date(draft.at).toLocaleString(say('ja-JP', 'en-GB'), { month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' });
    const told = document.getElementById('draft');
    told.textContent = say(`この端末に残っていた下書き(${at})を戻しました。まだ提出されていません。 `,
      `A draft that was kept here (${at}) is put back. Nothing is handed in yet. `);
    const drop = document.createElement('button');
    drop.type = 'button';
    drop.className = 'second';
    drop.textContent = say('下書きを捨てる', 'Drop the draft');
    drop.addEventListener('click', () => {
      stored(local => local.removeItem(key));
      location.reload();
    });
    told.append(drop);
    told.hidden = false;
  }

  keepDraft();

  const said = document.getElementById('said');
  const seen = new Set(); // fields that were left once: nobody is told about what they have not come to yet
  let waiting = 0;
  let asked = 0;

  // The rules are the server's: it is asked, and stores nothing.
  async function check() {
    const mine = ++asked;
    let answer;
    try {
      const response = await fetch(form.dataset.check, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      if (!response.ok) return;
      answer = await response.json();
    } catch {
      return; // what could not be asked now is checked when the form is sent
    }
    if (mine === asked) show(answer);
  }

  function show(answer) {
    let wrong = 0;
    for (const field of form.elements) {
      const error = field.id && document.getElementById(`${field.id}-error`);
      if (!error) continue;
      const messages = seen.has(field.id) ? answer.errors.filter(e => e.pointer === field.id).map(e => e.message) : [];
      write(error, messages.join(' '));
      if (messages.length > 0) field.setAttribute('aria-invalid', 'true'); else field.removeAttribute('aria-invalid');
      wrong += messages.length;
      const far = document.getElementById(`${field.id}-far`);
      if (far) write(far, answer.warnings.filter(w => w.pointer === field.id).map(w => w.message).join(' '));
    }
    const found = [];
    if (wrong > 0) found.push(say(`誤りが${wrong}件あります。`, `${wrong} error(s). `));
    const far = answer.warnings.filter(w => w.pointer !== '');
    if (far.length > 0) found.push(say(`これまでの値と大きく違う数値が${far.length}件あります。`, `${far.length} value(s) differ much from earlier ones. `));
    found.push(...answer.warnings.filter(w => w.pointer === '').map(w => w.message));
    if (answer.closedMonths.length > 0) found.push(say('締め切られた月です。', 'This month is closed.'));
    write(said, found.join(''));
  }

  // Text that stays the same is not written again, or a screen reader would read it again.
  function write(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function soon(milliseconds) {
    clearTimeout(waiting);
    waiting = setTimeout(check, milliseconds);
  }

  // What has been handed in or refused already is checked from the beginning.
  for (const field of form.querySelectorAll('[aria-invalid="true"]')) seen.add(field.id);
  form.addEventListener('input', event => {
    if (event.target.value !== '') seen.add(event.target.id);
    soon(500);
  });
  form.addEventListener('change', event => {
    seen.add(event.target.id);
    soon(0);
  });

  // A further row without a way to the server: the last one copied, emptied and numbered on.
  function addRow() {
    const rows = form.querySelectorAll('fieldset[data-row]');
    const last = rows[rows.length - 1];
    const from = Number(last.dataset.row);
    const row = last.cloneNode(true);
    row.dataset.row = String(from + 1);
    row.dataset.number = String(Number(last.dataset.number) + 1);
    row.querySelector('legend').textContent = say(`新しい取組み${row.dataset.number}`, `New initiative ${row.dataset.number}`);
    for (const element of row.querySelectorAll('*')) {
      for (const name of ['id', 'name', 'for', 'aria-describedby']) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replaceAll(`initiatives.${from}.`, `initiatives.${from + 1}.`));
      }
      if (element.matches('.said > *')) element.textContent = '';
      if (element.matches('select')) element.selectedIndex = 0;
      if (element.matches('input, textarea')) element.value = element.defaultValue = '';
      element.removeAttribute('aria-invalid');
    }
    last.after(row);
    form.elements.rows.value = String(Number(form.elements.rows.value) + 1);
    return row;
  }

  document.getElementById('add-row').addEventListener('click', event => {
    event.preventDefault();
    addRow().querySelector('select').focus();
  });

  // The key makes a second click harmless; this only spares it.
  form.addEventListener('submit', event => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = '1';
  });
  window.addEventListener('pageshow', () => delete form.dataset.sent);
})();
