// ruleid: js-focused-test
describe.only('cart', () => {
  // ruleid: js-focused-test
  it.only('adds an item', () => {
    expect(add([], 'tea')).toEqual(['tea']);
  });
  // ruleid: js-focused-test
  fit('removes an item', () => {
    expect(remove(['tea'], 'tea')).toEqual([]);
  });
  // ok: js-focused-test
  it('adds only one item', () => {
    expect(add([], 'tea').length).toBe(1);
  });
});

// ok: js-focused-test
chart.fit(canvas, 'all');
// ok: js-focused-test
fields.only('name', 'price');
