app.use((err, req, res, next) => {
  // ruleid: express-error-details-sent
  res.status(500).send(err.stack);
});
app.use((err, req, res, next) => {
  // ruleid: express-error-details-sent
  res.status(500).json({ message: err.message, stack: err.stack });
  // ok: express-error-details-sent
  res.status(500).json({ message: 'Something went wrong' });
  // ok: express-error-details-sent
  logger.error(err.stack);
  // ok: express-error-details-sent
  res.status(500).json({ stack: process.env.NODE_ENV === 'production' ? undefined : err.stack });
  if (process.env.NODE_ENV !== 'production') {
    // ok: express-error-details-sent
    res.send(err.stack);
  }
});
