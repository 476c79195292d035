app.post('/a', async (req, res) => {
  // ruleid: nodemailer-html-from-request
  await transport.sendMail({ to: team, subject: 'Contact', html: `<p>${req.body.message}</p>` });
  // ok: nodemailer-html-from-request
  await transport.sendMail({ to: team, subject: 'Contact', text: req.body.message });
  // ok: nodemailer-html-from-request
  await transport.sendMail({ to: team, subject: 'Contact', html: `<p>${escapeHtml(req.body.message)}</p>` });
  // ok: nodemailer-html-from-request
  await transport.sendMail({ to: req.body.to, subject: req.body.subject, html: '<p>Welcome</p>' });
});
