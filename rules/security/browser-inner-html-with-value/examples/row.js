// ruleid: browser-inner-html-with-value
row.innerHTML = `<td>${user.name}</td>`;
// ruleid: browser-inner-html-with-value
list.insertAdjacentHTML('beforeend', `<li>${comment.text}</li>`);
// ok: browser-inner-html-with-value
row.innerHTML = `<td>${escapeHtml(user.name)}</td>`;
// ok: browser-inner-html-with-value
row.innerHTML = `<td>${index}</td>`;
// ok: browser-inner-html-with-value
row.textContent = `${user.name}`;
// ok: browser-inner-html-with-value
row.innerHTML = '<td></td>';
