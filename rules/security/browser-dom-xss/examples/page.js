const term = new URLSearchParams(location.search).get('q');
// ruleid: browser-dom-xss
heading.innerHTML = `Results for ${term}`;
// ok: browser-dom-xss
heading.textContent = `Results for ${term}`;
// ok: browser-dom-xss
heading.innerHTML = DOMPurify.sanitize(term);
// ok: browser-dom-xss
heading.innerHTML = TITLES[term];

function show() {
  const tab = window.location.hash.slice(1);
  // ruleid: browser-dom-xss
  $('#tab').html('<b>' + tab + '</b>');
  // ruleid: browser-dom-xss
  document.write('<a href="' + document.referrer + '">Back</a>');
  // ok: browser-dom-xss
  document.querySelector('#tab').innerHTML = render(Number(tab));
}

window.addEventListener('message', (event) => {
  // ruleid: browser-dom-xss
  box.insertAdjacentHTML('beforeend', event.data.html);
  // ok: browser-dom-xss
  box.append(event.data.text);
});
