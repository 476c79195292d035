// ruleid: handlebars-safe-string-with-value
Handlebars.registerHelper('bold', (text) => new Handlebars.SafeString(`<b>${text}</b>`));
// ok: handlebars-safe-string-with-value
Handlebars.registerHelper('strong', (text) => new Handlebars.SafeString(`<b>${Handlebars.escapeExpression(text)}</b>`));
Handlebars.registerHelper('link', function (text) {
  text = Handlebars.escapeExpression(text);
  // ok: handlebars-safe-string-with-value
  return new Handlebars.SafeString('<b>' + text + '</b>');
});
Handlebars.registerHelper('note', function (text) {
  // ruleid: handlebars-safe-string-with-value
  return new Handlebars.SafeString('<p>' + text + '</p>');
});
// ok: handlebars-safe-string-with-value
Handlebars.registerHelper('line', () => new Handlebars.SafeString('<hr>'));
