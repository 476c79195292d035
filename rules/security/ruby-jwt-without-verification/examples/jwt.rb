# ruleid: ruby-jwt-without-verification
payload, = JWT.decode(token, nil, false)
# ruleid: ruby-jwt-without-verification
JWT.decode(token, nil, true, { algorithm: 'none' })
# ruleid: ruby-jwt-without-verification
JWT.encode({ id: 1 }, nil, 'none')
# ok: ruby-jwt-without-verification
payload, = JWT.decode(token, public_key, true, algorithm: 'RS256')
# ok: ruby-jwt-without-verification
JWT.decode(token, public_key, true, { algorithm: 'ES256' })
