require 'net/http'

http = Net::HTTP.new('api.example.org', 443)
# ruleid: ruby-tls-check-off
http.verify_mode = OpenSSL::SSL::VERIFY_NONE
# ruleid: ruby-tls-check-off
Net::HTTP.start('api.example.org', 443, use_ssl: true, verify_mode: OpenSSL::SSL::VERIFY_NONE)
# ruleid: ruby-tls-check-off
HTTParty.get('https://api.example.org', verify: false)
# ruleid: ruby-tls-check-off
Faraday.new(url: 'https://api.example.org', ssl: { verify: false })
# ok: ruby-tls-check-off
http.verify_mode = OpenSSL::SSL::VERIFY_PEER
# ok: ruby-tls-check-off
HTTParty.get('https://api.example.org', verify: true)
