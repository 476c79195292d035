export async function GET() {
  try {
    return Response.json(await load());
  } catch (error) {
    // ruleid: express-error-details-sent
    return Response.json({ error: error.stack }, { status: 500 });
  }
}

export async function POST() {
  // ok: express-error-details-sent
  return Response.json({ stack: deck.stack });
}
