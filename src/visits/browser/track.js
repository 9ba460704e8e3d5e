/* global window, document, navigator, location, history, crypto, URLSearchParams, fetch */
// What a site loads: tells of each page looked at. `site` is filled in when it is served. Old browsers get nothing rather than an error.
(function (site) {
  var ALLOWED = site.cookie + '_ok';
  var told = '';
  var name = site.name;

  function cookie(key) {
    var found = document.cookie.match('(?:^|; )' + key + '=([^;]*)');
    return found ? decodeURIComponent(found[1]) : '';
  }
  function keep(key, value, days) {
    var host = location.hostname;
    var domain = site.domains.filter(function (one) {
      return host === one || host.slice(-one.length - 1) === '.' + one;
    })[0];
    document.cookie =
      key +
      '=' +
      value +
      ';path=/;max-age=' +
      days * 86400 +
      ';samesite=lax' +
      (domain ? ';domain=' + domain : '') +
      (location.protocol === 'https:' ? ';secure' : '');
  }
  function refused() {
    return navigator.globalPrivacyControl === true || navigator.doNotTrack === '1';
  }
  function mayKnow() {
    return site.consent === 'at_once' || (site.consent === 'after_consent' && cookie(ALLOWED) === '1');
  }
  function visitor() {
    if (refused() || !mayKnow()) return '';
    var key = cookie(site.cookie);
    if (!/^[a-z0-9]{20,40}$/.test(key)) {
      key = '';
      var bytes = crypto.getRandomValues(new Uint8Array(16));
      for (var i = 0; i < 16; i++) key += (bytes[i] + 256).toString(16).slice(1);
    }
    keep(site.cookie, key, site.days);
    return key;
  }
  // Takes the mark of a letter out of the address, so that it is neither kept as a bookmark nor passed on.
  function takeMark() {
    var asked = new URLSearchParams(location.search);
    var mark = asked.get(site.mark) || '';
    if (mark) {
      asked.delete(site.mark);
      var rest = asked.toString();
      history.replaceState(history.state, '', location.pathname + (rest ? '?' + rest : '') + location.hash);
    }
    return mark;
  }
  var mark = takeMark();
  function tell() {
    var page = location.href.split('#')[0];
    if (refused() || page === told) return;
    if (site.consent === 'after_consent' && !mayKnow()) return;
    var said = new URLSearchParams({ u: page, r: told || document.referrer, v: visitor(), l: mayKnow() ? mark : '' });
    told = page;
    mark = '';
    if (!navigator.sendBeacon || !navigator.sendBeacon(site.to, said))
      fetch(site.to, { method: 'POST', body: said, mode: 'no-cors', keepalive: true }).catch(function () {});
  }
  // For the banner of the site: window.quayside.consent(true | false), quayside.asks() whether to show one.
  window[name] = {
    consent: function (given) {
      keep(ALLOWED, given ? '1' : '0', site.days);
      if (given) tell();
      else keep(site.cookie, '', 0);
    },
    asks: function () {
      return site.consent === 'after_consent' && !refused() && cookie(ALLOWED) === '';
    },
    visitor: visitor,
    page: tell,
  };
  ['pushState', 'replaceState'].forEach(function (way) {
    var was = history[way];
    history[way] = function () {
      var result = was.apply(this, arguments);
      setTimeout(tell);
      return result;
    };
  });
  window.addEventListener('popstate', tell);
  document.dispatchEvent(new CustomEvent('quayside', { detail: window[name] }));
  tell();
})(SITE);
