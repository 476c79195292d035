class AdminController < ApplicationController
  # ruleid: rails-hard-coded-credentials
  http_basic_authenticate_with name: 'admin', password: 'not-a-real-password'
  # ok: rails-hard-coded-credentials
  http_basic_authenticate_with name: 'admin', password: ENV.fetch('ADMIN_PASSWORD')

  def token
    # ruleid: rails-hard-coded-credentials
    JWT.encode({ id: 1 }, 'not-a-real-key', 'HS256')
    # ok: rails-hard-coded-credentials
    JWT.encode({ id: 1 }, Rails.application.secret_key_base, 'HS256')
    # ok: rails-hard-coded-credentials
    JWT.decode(token, nil, false)
  end
end
