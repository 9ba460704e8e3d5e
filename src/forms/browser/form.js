/* global window, document, navigator, location, crypto, fetch, FormData, URLSearchParams, ResizeObserver, btoa */
// Makes a form quick: questions come and go by the answers, machines are kept out by a small sum, and what is wrong is said beside its question.
// `given` is the whole form where it is put into somebody else's page; on a page of our own the form is there already.
(function (given) {
  var me = document.currentScript;

  function answersOf(form) {
    var answers = {};
    new FormData(form).forEach(function (value, name) {
      if (typeof value === 'string') answers[name] = value;
      else if (value.name) answers[name] = value.name;
    });
    return answers;
  }

  // Questions whose answer decides about others; the server decides by the same rule.
  function showByAnswers(form) {
    var fields = [].slice.call(form.querySelectorAll('[data-field]'));
    fields.forEach(function (one) {
      toggle(one, true);
    });
    var answers = answersOf(form);
    function answered(one) {
      var name = 'f' + one.dataset.when;
      var text = (answers[name] || '').trim();
      var value = (one.dataset.value || '').trim();
      var is = text.toLowerCase() === value.toLowerCase() || answers[name + '_' + value] === 'yes';
      if (one.dataset.is === 'equals') return is;
      if (one.dataset.is === 'not_equals') return !is;
      return (
        text !== '' ||
        Object.keys(answers).some(function (key) {
          return key.indexOf(name + '_') === 0 && answers[key] !== '';
        })
      );
    }
    function shown(one, above) {
      if (!one.dataset.when) return true;
      var other = fields.filter(function (field) {
        return field.dataset.field === one.dataset.when;
      })[0];
      if (!other || above.indexOf(other) >= 0 || !shown(other, above.concat([one]))) return false;
      return answered(one);
    }
    fields
      .map(function (one) {
        return shown(one, [one]);
      })
      .forEach(function (is, at) {
        toggle(fields[at], is);
      });
  }
  function toggle(one, is) {
    one.hidden = !is;
    one.querySelectorAll('input,select,textarea').forEach(function (input) {
      input.disabled = !is;
    });
  }

  function bytes(hex) {
    return new Uint8Array(
      (hex.match(/../g) || []).map(function (pair) {
        return parseInt(pair, 16);
      }),
    );
  }
  // A little work for this machine while a person fills in the form. Where a page is served without TLS browsers have no means for it.
  async function prove(url) {
    if (!window.crypto || !crypto.subtle) return '';
    var challenge = await (await fetch(url + '/challenge')).json();
    var asked = challenge.parameters;
    var nonce = bytes(asked.nonce);
    var password = new Uint8Array(nonce.length + 4);
    password.set(nonce);
    for (var counter = 0; ; counter++) {
      new DataView(password.buffer).setUint32(nonce.length, counter);
      var key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
      var way = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(asked.salt), iterations: asked.cost };
      var derived = [].map
        .call(new Uint8Array(await crypto.subtle.deriveBits(way, key, 256)), function (byte) {
          return (byte + 256).toString(16).slice(1);
        })
        .join('');
      if (derived.indexOf(asked.keyPrefix) === 0)
        return btoa(JSON.stringify({ challenge: challenge, solution: { counter: counter, derivedKey: derived } }));
    }
  }

  function cookie(name) {
    var found = name && document.cookie.match('(?:^|; )' + name + '=([^;]*)');
    return found ? found[1] : '';
  }
  function beacon(url, what) {
    if (navigator.sendBeacon) navigator.sendBeacon(url + '/seen?what=' + what);
  }

  function wire(root, form, at) {
    var proof;
    function begin() {
      if (proof) return proof;
      beacon(at.url, 'start');
      proof = prove(at.url).catch(function () {
        proof = undefined;
        return '';
      });
      return proof;
    }
    form.addEventListener('input', function () {
      begin();
      showByAnswers(form);
    });
    form.addEventListener('change', function () {
      showByAnswers(form);
    });
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      send();
    });
    showByAnswers(form);

    async function send() {
      var button = form.querySelector('[type=submit]');
      if (button.disabled) return;
      clear();
      button.disabled = true;
      try {
        var solved = await begin();
        // First what lets the server judge the rest.
        var data = new FormData();
        data.append('q_proof', solved);
        data.append('q_referrer', document.referrer);
        new FormData(form).forEach(function (value, name) {
          data.append(name, name === 'q_page' && at.page ? at.page : name === 'q_visitor' && !value ? cookie(form.dataset.qs) : value);
        });
        var reply = await fetch(at.url, { method: 'POST', body: data, headers: { accept: 'application/json' } });
        said(await reply.json());
      } catch {
        say('It could not be sent. Check your connection and try again.');
      }
      button.disabled = false;
    }
    function said(answer) {
      if (answer.anew) proof = undefined;
      if (answer.done && answer.redirect) return leave(answer.redirect);
      if (answer.done) {
        var thanks = document.createElement('div');
        thanks.setAttribute('role', 'status');
        thanks.tabIndex = -1;
        thanks.innerHTML = answer.html;
        form.replaceWith(thanks);
        thanks.focus();
        return;
      }
      var names = Object.keys(answer.errors || {});
      names.forEach(function (name) {
        mark(name, answer.errors[name]);
      });
      if (names.length === 0 || answer.problem) say(answer.problem);
      var first = root.querySelector('[aria-invalid=true]');
      if (first) (first.matches('fieldset') ? first.querySelector('input') : first).focus();
    }
    function leave(address) {
      if (window.parent !== window && !given) window.parent.postMessage({ quayside: at.url, leave: address }, '*');
      else location.href = address;
    }
    function mark(name, sentence) {
      var input = root.querySelector('#qs-' + name) || form.querySelector('[data-field="' + name.slice(1) + '"] fieldset');
      if (!input) return say(sentence);
      var line = document.createElement('p');
      line.className = 'qs-error';
      line.id = name + '-error';
      line.textContent = sentence;
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-describedby', line.id);
      (input.closest('.qs-field') || input).appendChild(line);
    }
    function say(sentence) {
      var line = document.createElement('p');
      line.className = 'qs-alert';
      line.setAttribute('role', 'alert');
      line.textContent = sentence || 'It could not be sent. Try again.';
      form.insertBefore(line, form.firstChild);
      line.scrollIntoView({ block: 'nearest' });
    }
    function clear() {
      form.querySelectorAll('.qs-error,.qs-alert').forEach(function (line) {
        line.remove();
      });
      form.querySelectorAll('[aria-invalid]').forEach(function (input) {
        input.removeAttribute('aria-invalid');
        input.removeAttribute('aria-describedby');
      });
    }
  }

  // In somebody else's page the server cannot fill in what the address says.
  function fillFromAddress(form) {
    var asked = new URLSearchParams(location.search);
    form.querySelectorAll('[data-from]').forEach(function (input) {
      input.value = asked.get(input.dataset.from) || '';
    });
    form.querySelectorAll('[data-field]').forEach(function (one) {
      var value = asked.get(one.dataset.key) || asked.get('f' + one.dataset.field);
      var input = one.querySelector('input:not([type=checkbox]):not([type=file]),select,textarea');
      if (!value || !input) return;
      if (input.matches('select')) {
        var option = [].filter.call(input.options, function (choice) {
          return choice.value === value || choice.text === value;
        })[0];
        if (option) option.selected = true;
      } else input.value = value;
    });
  }

  function frame(place) {
    var view = document.createElement('iframe');
    var asked = location.search.slice(1);
    view.src =
      given.url +
      '?' +
      (asked ? asked + '&' : '') +
      'q_page=' +
      encodeURIComponent(location.href.split('#')[0]) +
      '&q_visitor=' +
      encodeURIComponent(cookie((given.html.match(/data-qs="(\w+)"/) || [])[1]));
    view.title = me.dataset.title || 'Form';
    view.style.cssText = 'display:block;width:100%;height:480px;border:0';
    window.addEventListener('message', function (event) {
      if (event.source !== view.contentWindow || event.origin !== new URL(given.url).origin || !event.data) return;
      if (event.data.height > 0) view.style.height = Math.ceil(event.data.height) + 'px';
      if (/^https?:\/\//.test(event.data.leave || '')) location.href = event.data.leave;
    });
    place.appendChild(view);
  }

  function put() {
    var place = document.createElement('div');
    me.parentNode.insertBefore(place, me);
    if (me.dataset.show === 'frame') return frame(place);
    var root = me.dataset.show === 'inline' || !place.attachShadow ? place : place.attachShadow({ mode: 'open' });
    root.innerHTML =
      '<style>' + given.style + '</style><div class="qs' + (me.dataset.dark === 'auto' ? '' : ' qs-light') + '">' + given.html + '</div>';
    var form = root.querySelector('form');
    if (!form) return;
    beacon(given.url, 'view');
    fillFromAddress(form);
    wire(root, form, { url: given.url, page: location.href.split('#')[0] });
  }

  if (given) return put();
  document.querySelectorAll('form[data-qs]').forEach(function (form) {
    var page = form.elements.q_page;
    var url = form.action;
    var isFramed = window.parent !== window;
    if (page && !isFramed) page.value = location.href.split('#')[0];
    wire(document, form, { url: url, page: '' });
    if (isFramed && window.ResizeObserver) {
      document.documentElement.style.background = 'transparent';
      document.body.style.padding = '0';
      new ResizeObserver(function () {
        window.parent.postMessage({ quayside: url, height: document.querySelector('.qs').getBoundingClientRect().height }, '*');
      }).observe(document.querySelector('.qs'));
    }
  });
})(GIVEN);
