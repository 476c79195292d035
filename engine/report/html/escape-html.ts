const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
  '`': '&#x60;',
  '=': '&#x3D;',
};

/** Text of foreign origin in HTML, escaped as Handlebars does it. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"'`=]/g, (character) => ENTITIES[character] ?? character);
}
