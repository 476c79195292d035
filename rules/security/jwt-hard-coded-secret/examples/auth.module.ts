@Module({
  imports: [
    // ruleid: jwt-hard-coded-secret
    JwtModule.register({ secret: 'change-me', signOptions: { expiresIn: '1h' } }),
    // ok: jwt-hard-coded-secret
    JwtModule.register({ secret: process.env.JWT_KEY, signOptions: { expiresIn: '1h' } }),
  ],
})
export class AuthModule {}

export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // ruleid: jwt-hard-coded-secret
      secretOrKey: 'change-me',
    });
  }
}
