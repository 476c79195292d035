// ruleid: browser-window-open-keeps-opener
window.open(profile.website, '_blank');
// ok: browser-window-open-keeps-opener
window.open(profile.website, '_blank', 'noopener');
// ok: browser-window-open-keeps-opener
window.open(profile.website, '_blank', 'noopener,noreferrer');
// ok: browser-window-open-keeps-opener
window.open('/help', '_blank');
// ok: browser-window-open-keeps-opener
const popup = window.open(provider.url, '_blank', 'width=500');
// ruleid: browser-window-open-keeps-opener
window.open('https://example.com');
