export async function POST(request: Request) {
  const { name, message } = await request.json();
  await resend.emails.send({
    from: FROM,
    to: TEAM,
    subject: `Message of ${name}`,
    // ruleid: nodemailer-html-from-request
    html: '<p>' + message + '</p>',
  });
  // ok: nodemailer-html-from-request
  return Response.json({ html: message });
}
