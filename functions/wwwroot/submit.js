// What the page does more where scripts run. Without this file everything works too: the server draws each state of the page.
(() => {
  'use strict';

  document.getElementById('summary')?.focus();

  const print = document.getElementById('print');
  if (print) {
    print.hidden = false;
    print.addEventListener('click', () => window.print());
  }

  const form = document.getElementById('figures');
  if (!form) return;

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
    if (wrong > 0) found.push(`誤りが${wrong}件あります。`);
    const far = answer.warnings.filter(w => w.pointer !== '');
    if (far.length > 0) found.push(`これまでの値と大きく違う数値が${far.length}件あります。`);
    found.push(...answer.warnings.filter(w => w.pointer === '').map(w => w.message));
    if (answer.closedMonths.length > 0) found.push('締め切られた月です。');
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
  document.getElementById('add-row').addEventListener('click', event => {
    const rows = form.querySelectorAll('fieldset[data-row]');
    const last = rows[rows.length - 1];
    const from = Number(last.dataset.row);
    const row = last.cloneNode(true);
    row.dataset.row = String(from + 1);
    row.dataset.number = String(Number(last.dataset.number) + 1);
    row.querySelector('legend').textContent = `新しい取組み${row.dataset.number}`;
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
    event.preventDefault();
    row.querySelector('select').focus();
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
