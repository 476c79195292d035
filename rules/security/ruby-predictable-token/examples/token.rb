# ruleid: ruby-predictable-token
user.reset_token = rand(10**20).to_s(36)
# ruleid: ruby-predictable-token
otp = format('%06d', rand(1_000_000))
# ruleid: ruby-predictable-token
password = [*'a'..'z'].sample
# ok: ruby-predictable-token
user.reset_token = SecureRandom.urlsafe_base64(32)
# ok: ruby-predictable-token
colour = rand(256)
# ok: ruby-predictable-token
token = lexer.next
