export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(config: Config) {
    // ruleid: jwt-expiry-ignored
    super({ jwtFromRequest: fromHeader(), ignoreExpiration: true, secretOrKey: config.key });
  }
}

export class Strict extends PassportStrategy(Strategy) {
  constructor(config: Config) {
    // ok: jwt-expiry-ignored
    super({ jwtFromRequest: fromHeader(), ignoreExpiration: false, secretOrKey: config.key });
  }
}
