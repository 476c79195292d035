// Filters and search. Without it the report shows everything: nothing here is needed to read it.
(() => {
  const form = document.querySelector('.filters');
  if (!form) return;
  const status = form.querySelector('[role=status]');
  const findings = [...document.querySelectorAll('.finding')].map((element) => ({ element, data: element.dataset, text: '' }));
  const groups = [...document.querySelectorAll('.group')];
  const blocks = [...document.querySelectorAll('.severity-block')];
  const folds = [...groups, ...blocks];
  const wasOpen = folds.map((fold) => fold.open);
  const fields = ['search', 'severity', 'state', 'rule', 'path'];
  const number = new Intl.NumberFormat('en');

  const total = `${status.dataset.total}.`;
  const titles = groups.map((group) => [group, group.querySelector('h3').textContent.toLowerCase()]);

  // Told by group, as everywhere in the report: what is suppressed is not open.
  function matching(shown) {
    if (shown === 0) return 'No finding matches.';
    const parts = titles.map(([group, title]) => [group.querySelectorAll('.finding:not([hidden])').length, title]);
    const named = parts.filter(([amount]) => amount > 0).map(([amount, title]) => `${number.format(amount)} ${title}`);
    return `Matching: ${named.join(', ')}.`;
  }

  const textOf = (finding) => {
    finding.text ||= finding.element.querySelector('summary').textContent.toLowerCase();
    return finding.text;
  };
  const wanted = () => Object.fromEntries(fields.map((name) => [name, form.elements[name].value.trim()]));

  function apply() {
    const want = wanted();
    const words = want.search.toLowerCase().split(/\s+/).filter(Boolean);
    const filtering = fields.some((name) => want[name] !== '');
    let shown = 0;
    for (const finding of findings) {
      const { data } = finding;
      const match =
        ['severity', 'state', 'rule', 'path'].every((name) => want[name] === '' || data[name] === want[name]) &&
        words.every((word) => textOf(finding).includes(word));
      finding.element.hidden = !match;
      if (match) shown++;
    }
    folds.forEach((fold, index) => {
      const some = !filtering || fold.querySelector('.finding:not([hidden])') !== null;
      fold.hidden = !some;
      fold.open = filtering ? some : wasOpen[index];
    });
    status.textContent = filtering ? matching(shown) : total;
    const query = new URLSearchParams(Object.entries(want).filter(([, value]) => value !== ''));
    try {
      history.replaceState(null, '', filtering ? `#?${query}` : location.pathname + location.search);
    } catch {
      // Some viewers forbid it; the filter works all the same.
    }
  }

  function open(hash) {
    const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    target?.scrollIntoView();
  }

  let timer = 0;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 120);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));
  addEventListener('hashchange', () => open(location.hash));
  addEventListener('beforeprint', () => {
    for (const { element } of findings.slice(0, 200)) if (element.closest('.group').open) element.open = true;
  });
  form.hidden = false;
  status.textContent = total;
  if (location.hash.startsWith('#?')) {
    for (const [name, value] of new URLSearchParams(location.hash.slice(2))) if (fields.includes(name)) form.elements[name].value = value;
    apply();
  } else open(location.hash);
})();
