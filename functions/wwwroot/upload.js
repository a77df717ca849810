// What the pages for files do more where scripts run: how far a large file has come, and a session that ended loses no chosen file.
// Without this script the forms are sent by the browser itself, and the server answers with the same pages.
(() => {
  'use strict';

  const say = (ja, en) => document.documentElement.lang === 'en' ? en : ja;

  function status(form) {
    const told = form.querySelector('.sending') ?? document.createElement('p');
    told.className = 'sending';
    told.setAttribute('role', 'status');
    form.querySelector('.actions').before(told);
    return told;
  }

  // Without a value the bar only says that something goes on.
  function progress(form, text, percent) {
    const told = status(form);
    const bar = told.querySelector('progress') ?? document.createElement('progress');
    bar.max = 100;
    bar.setAttribute('aria-label', say('進みぐあい', 'Progress'));
    if (percent === undefined) bar.removeAttribute('value'); else bar.value = percent;
    const words = told.querySelector('span') ?? document.createElement('span');
    if (words.textContent !== text) words.textContent = text;
    told.replaceChildren(bar, ' ', words);
  }

  const stop = (form, text) => {
    const told = status(form);
    told.classList.add('error');
    told.textContent = text;
    delete form.dataset.sent;
  };

  function show(html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    document.title = page.title;
    const main = document.adoptNode(page.querySelector('main'));
    document.querySelector('main').replaceWith(main);
    main.focus();
    scrollTo(0, 0);
  }

  // The chosen file stays where it is: only the credential is asked for.
  function askToSignIn(form) {
    if (!form.querySelector('#credential')) {
      const field = document.createElement('p');
      field.className = 'field';
      const label = document.createElement('label');
      label.htmlFor = 'credential';
      label.textContent = say('認証情報', 'Credential');
      const input = document.createElement('input');
      Object.assign(input, { id: 'credential', type: 'password', autocomplete: 'current-password', maxLength: 500 });
      field.append(label, input);
      form.querySelector('.actions').before(field);
      input.focus();
    }
    stop(form, say('サインインの有効時間が過ぎました。選んだファイルは残っています。認証情報を入れるか、別のタブでサインインして、もう一度押してください。',
      'The session has ended; your file is still chosen. Enter the credential, or sign in in another tab, and press once more.'));
  }

  async function signIn(form) {
    const credential = form.querySelector('#credential');
    if (!credential?.value) return true;
    const answer = await fetch('/submit/signin', { method: 'POST', redirect: 'manual',
      body: new URLSearchParams({ credential: credential.value, to: location.pathname }) });
    if (answer.type !== 'opaqueredirect') return false;
    credential.closest('.field').remove();
    return true;
  }

  function send(form, body) {
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'text/html');
    request.upload.addEventListener('progress', event => {
      const percent = event.lengthComputable ? Math.floor(event.loaded / event.total * 100) : undefined;
      progress(form, say('送っています', 'Sending') + (percent === undefined ? '' : ` ${percent}%`), percent);
    });
    request.upload.addEventListener('load', () => progress(form, say('中身を確かめています', 'Checking')));
    request.addEventListener('load', () => request.status === 401 ? askToSignIn(form) : show(request.responseText));
    request.addEventListener('error', () =>
      stop(form, say('送れませんでした。しばらく待って、もう一度押してください。', 'It could not be sent. Wait a little and press once more.')));
    request.send(body);
  }

  document.addEventListener('submit', async event => {
    const form = event.target;
    if (!form.querySelector('.actions')) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (form.enctype !== 'multipart/form-data') {
      if (!/\/upload\/confirm$/.test(new URL(form.action).pathname)) return;
      form.dataset.sent = '1';
      progress(form, say('取り込んでいます', 'Being taken'));
      return;
    }
    event.preventDefault();
    form.querySelector('.sending')?.remove();
    if (form.querySelector('[type=file]').files[0]?.size > Number(form.dataset.most ?? Infinity)) {
      stop(form, say('ファイルが大きすぎます。分けて送ってください。', 'The file is too large; send it in parts.'));
      return;
    }
    form.dataset.sent = '1';
    const body = new FormData(form);
    try {
      if (await signIn(form)) {
        progress(form, say('送っています', 'Sending'), 0);
        send(form, body);
      } else {
        stop(form, say('この認証情報は使えません。入力を確かめてください。', 'This credential cannot be used; check what you entered.'));
      }
    } catch {
      stop(form, say('送れませんでした。しばらく待って、もう一度押してください。', 'It could not be sent. Wait a little and press once more.'));
    }
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));
})();
